package fr.actionpopulaire.testing;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Stands where IAM stands: a request of the function under test that its role in {@code
 * template.yaml} does not grant is refused before it leaves. The SDK finds it by the list in {@code
 * software/amazon/awssdk/global/handlers}. What is asked for is noted in {@link CallRecord}.
 */
public final class RoleInterceptor implements ExecutionInterceptor {

  /** Read when first needed, so that JVMs that test no function need no template. */
  private static final class Template {
    static final AccessReader READER = new AccessReader(TestTemplate.read());
  }

  /** Made by the SDK, once per client. */
  public RoleInterceptor() {}

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    Optional<Role> role = UnderRole.now();
    if (role.isPresent()) {
      for (Access access : Template.READER.read(context.request())) {
        Set<Grant> grants = role.get().grantsOf(access);
        if (grants.isEmpty()) {
          CallRecord.denied(access);
          throw denied(role.get(), access);
        }
        CallRecord.granted(grants);
      }
    }
  }

  private static AwsServiceException denied(Role role, Access access) {
    String message =
        "The role of "
            + role.function()
            + " in template.yaml does not grant "
            + access.action()
            + " on "
            + Grant.shortName(access.resource())
            + " for "
            + access.leadingKeys().stream().map(CallRecord::family).distinct().toList();
    return AwsServiceException.builder()
        .message(message)
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("AccessDeniedException")
                .errorMessage(message)
                .build())
        .build();
  }
}
