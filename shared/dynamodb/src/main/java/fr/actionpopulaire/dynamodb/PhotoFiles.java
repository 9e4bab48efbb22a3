package fr.actionpopulaire.dynamodb;

/**
 * The files behind photos, as far as those who keep the records need to know: how to delete them.
 * Deleting what is not there does nothing.
 */
public interface PhotoFiles {

  /** Deletes a photo that is kept. */
  void deleteKept(String photo);

  /** Deletes a file as somebody sent it. */
  void deleteIncoming(String upload);
}
