package fr.actionpopulaire.testing;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test class its {@link TestAws}; see {@link EmbeddedAwsTest}. */
public final class AwsExtension
    implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(AwsExtension.class);

  /** Made by JUnit. */
  public AwsExtension() {}

  /** Skips the class where LocalStack is asked for and Docker is missing. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AwsEndpoints.reasonToSkip()
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("the services are there"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    aws(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    aws(context).reset();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestAws.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return aws(context);
  }

  /** One per outermost test class, closed by JUnit with the class. */
  private static TestAws aws(ExtensionContext context) {
    ExtensionContext outermost = context;
    while (outermost.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
      outermost = outermost.getParent().orElseThrow();
    }
    return outermost
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            TestAws.class, key -> TestAws.open(AwsEndpoints.start()), TestAws.class);
  }
}
