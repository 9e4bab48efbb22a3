package fr.actionpopulaire.endorsements;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A file is the same in slices, whatever its size, and never a mixture of two. */
@EmbeddedAwsTest
class SlicedFileTest {

  private static final String KEY = "imports/sliced.csv";

  private final S3Client s3;
  private final String bucket;

  SlicedFileTest(TestAws aws) {
    s3 = aws.s3();
    bucket = String.valueOf(Map.copyOf(aws.environment("endorsements")).get("BUCKET"));
  }

  private byte[] stored(int size, int seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    s3.putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromBytes(bytes));
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        SlicedFile.SLICE - 1,
        SlicedFile.SLICE,
        SlicedFile.SLICE + 1,
        2 * SlicedFile.SLICE,
        2 * SlicedFile.SLICE + 1
      })
  void everyByteIsThereOnce(int size) throws IOException {
    byte[] bytes = stored(size, size);
    try (InputStream file = new SlicedFile(s3, bucket, KEY)) {
      assertArrayEquals(bytes, file.readAllBytes());
      assertEquals(-1, file.read());
    }
  }

  @Test
  void replacedMeanwhileItIsNotReadFurther() throws IOException {
    stored(SlicedFile.SLICE + 1, 1);
    try (InputStream file = new SlicedFile(s3, bucket, KEY)) {
      assertEquals(SlicedFile.SLICE, file.readNBytes(SlicedFile.SLICE).length);
      stored(SlicedFile.SLICE + 1, 2);
      S3Exception refused = assertThrows(S3Exception.class, file::read);
      assertEquals(412, refused.statusCode());
    }
  }

  @Test
  void aFileThatIsGoneIsSaidAtOnce() {
    assertThrows(
        NoSuchKeyException.class, () -> new SlicedFile(s3, bucket, "imports/none.csv").close());
  }
}
