package fr.actionpopulaire.web;

import java.net.URI;

/**
 * What search engines, and people who are sent a page's address, are told of it before they open
 * it. Never a person's name.
 *
 * @param url the one address of the page, whole
 * @param description one or two sentences, in French
 * @param data schema.org data as JSON-LD, safe to stand in a {@code script} element, as {@link
 *     EventData} writes it; empty for none
 */
public record Preview(String url, String description, String data) {

  /** The whole address of the picture that goes with every page: the same for all. */
  public String image() {
    return URI.create(url).resolve(Assets.SHARE).toString();
  }
}
