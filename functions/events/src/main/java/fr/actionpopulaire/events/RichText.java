package fr.actionpopulaire.events;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * What an organiser wrote, as HTML: paragraphs, lists, emphasis, code and links over HTTPS. All
 * else stays text: no markup of theirs, no heading that would disturb the page's order, and no
 * picture, which would tell another site who reads (rule A28).
 */
final class RichText {

  private static final Parser PARSER =
      Parser.builder().enabledBlockTypes(Set.of(ListBlock.class)).build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .sanitizeUrls(true)
          .softbreak("<br>\n")
          .attributeProviderFactory(_ -> (node, _, attributes) -> mark(node, attributes))
          .build();

  private RichText() {}

  /** Safe to stand on a page as it is. */
  static String html(String markdown) {
    Node text = PARSER.parse(markdown);
    text.accept(new Plain());
    return RENDERER.render(text);
  }

  /** Leaves of pictures and doubtful links what can be read of them. */
  private static final class Plain extends AbstractVisitor {

    @Override
    public void visit(Image image) {
      visitChildren(image);
      replaceByChildren(image);
    }

    @Override
    public void visit(Link link) {
      visitChildren(link);
      if (!link.getDestination().toLowerCase(Locale.ROOT).startsWith("https://")) {
        replaceByChildren(link);
      }
    }

    private static void replaceByChildren(Node node) {
      for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
        node.insertBefore(child);
      }
      node.unlink();
    }
  }

  private static void mark(Node node, Map<String, String> attributes) {
    if (node instanceof Link) {
      attributes.put("rel", "noopener noreferrer nofollow ugc");
    }
  }
}
