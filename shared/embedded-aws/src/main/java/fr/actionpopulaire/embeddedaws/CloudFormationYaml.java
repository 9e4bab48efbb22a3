package fr.actionpopulaire.embeddedaws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML with CloudFormation's short tags, each into the map its long form would give. */
final class CloudFormationYaml {

  private CloudFormationYaml() {}

  /** The document as maps, lists, strings, numbers and booleans; dates stay strings. */
  static Map<String, Object> read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions dumper = new DumperOptions();
    Object document =
        new Yaml(new ShortTags(options), new Representer(dumper), dumper, options, new NoDates())
            .load(text);
    return Maps.map(document);
  }

  /** YAML would read the version of a policy, 2012-10-17, as a date. */
  private static final class NoDates extends Resolver {
    @Override
    public void addImplicitResolver(Tag tag, Pattern regexp, @Nullable String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, regexp, first, limit);
      }
    }
  }

  private static final class ShortTags extends SafeConstructor {

    ShortTags(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return longForm(node);
            }
          });
    }

    private Map<String, Object> longForm(Node node) {
      String name = node.getTag().getValue().substring(1);
      Object argument =
          switch (node) {
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode sequence -> sequence.getValue().stream().map(this::value).toList();
            case MappingNode mapping -> {
              Map<String, Object> map = new java.util.LinkedHashMap<>();
              mapping
                  .getValue()
                  .forEach(
                      entry ->
                          map.put(
                              String.valueOf(value(entry.getKeyNode())),
                              value(entry.getValueNode())));
              yield map;
            }
            default -> throw new IllegalArgumentException("!" + name + " of " + node.getNodeId());
          };
      return switch (name) {
        case "Ref", "Condition" -> Map.of(name, argument);
        case "GetAtt" ->
            Map.of("Fn::GetAtt", argument instanceof String path ? split(path) : argument);
        default -> Map.of("Fn::" + name, argument);
      };
    }

    private Object value(Node node) {
      return constructObject(node);
    }

    /** {@code Resource.Attribute}: the attribute may hold further dots. */
    private static List<Object> split(String path) {
      int dot = path.indexOf('.');
      if (dot < 0) {
        throw new IllegalArgumentException("!GetAtt " + path + " names no attribute");
      }
      return new ArrayList<>(List.of(path.substring(0, dot), path.substring(dot + 1)));
    }
  }
}
