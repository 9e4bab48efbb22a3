package fr.actionpopulaire.moderation;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says in the OpenAPI document how a queue is read, page by page; {@link OpenPage}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Parameter(
    name = "status",
    in = ParameterIn.QUERY,
    description = "Only open is a queue",
    schema = @Schema(type = "string"))
@Parameter(
    name = "cursor",
    in = ParameterIn.QUERY,
    description = "From the page before",
    schema = @Schema(type = "string"))
@interface OpenQueue {}
