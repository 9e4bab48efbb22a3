package fr.actionpopulaire.bucket;

import java.net.URI;
import java.util.List;

/**
 * A form that sends one file from a browser straight to the bucket, without any script.
 *
 * @param action where it goes, as {@code multipart/form-data}
 * @param fields hidden ones, exactly so and in this order; the file follows them under {@code file}
 */
public record UploadForm(URI action, List<Field> fields) {

  /** A field and its value. */
  public record Field(String name, String value) {}

  public UploadForm {
    fields = List.copyOf(fields);
  }
}
