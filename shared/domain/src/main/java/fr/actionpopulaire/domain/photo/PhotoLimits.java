package fr.actionpopulaire.domain.photo;

/** How large a photo may be that somebody sends, and how large the one that is kept (ASVS 5.2). */
public final class PhotoLimits {

  /**
   * Bytes of a file as sent: what a telephone makes, far above what Lambda could take as a body.
   */
  public static final int MOST_BYTES = 10 * 1024 * 1024;

  /** Pixels of a file as sent: 24 × 2^20, a little above the usual 24 megapixels. */
  public static final int MOST_PIXELS = 24 << 20;

  /** Pixels along one side of a file as sent; a decoder needs memory for whole lines. */
  public static final int MOST_SIDE = 16_384;

  /** Pixels along the longer side of the photo that is kept, at most. */
  public static final int KEPT_SIDE = 512;

  private PhotoLimits() {}
}
