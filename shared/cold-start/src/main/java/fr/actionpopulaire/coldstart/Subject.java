package fr.actionpopulaire.coldstart;

import java.util.Map;
import java.util.function.Supplier;

/**
 * One function as one packaging lays it out.
 *
 * @param name as the template calls it
 * @param handler class of its handler
 * @param memoryMb memory it is given
 * @param environment its own variables
 * @param packaging how it is laid out and started
 * @param event a new payload at each call, for what it does all day
 */
record Subject(
    String name,
    String handler,
    int memoryMb,
    Map<String, String> environment,
    Packaging packaging,
    Supplier<byte[]> event) {}
