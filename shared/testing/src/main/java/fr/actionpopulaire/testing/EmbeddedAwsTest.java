package fr.actionpopulaire.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class on AWS as it runs on this machine: it gets tables of its own, made from {@code
 * template.yaml}, and a {@link TestAws} as parameter of its constructor and methods. The services
 * start once per JVM. Tables keep what a test wrote until the class ends; clock, meter and mail
 * faults are reset before each test.
 *
 * <p>With {@code AWS_ENDPOINT_URL} in the environment those services are used instead; with the
 * system property {@code localstack=true} a LocalStack container, and without Docker the tests are
 * skipped. Mail goes to the SES stand-in in every case.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AwsExtension.class)
public @interface EmbeddedAwsTest {}
