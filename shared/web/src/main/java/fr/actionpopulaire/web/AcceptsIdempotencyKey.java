package fr.actionpopulaire.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says in the OpenAPI document that a call is carried out once per key; {@link Idempotency}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Parameter(
    name = "Idempotency-Key",
    in = ParameterIn.HEADER,
    schema = @Schema(type = "string", maxLength = 128))
public @interface AcceptsIdempotencyKey {}
