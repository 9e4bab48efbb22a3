package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.Deadline;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as read. Asking for an attribute that every such item has, and it lacks, is a bug. */
public record Row(Map<String, AttributeValue> attributes) {

  public String pk() {
    return text("pk");
  }

  public String sk() {
    return text("sk");
  }

  /** Where the item lives, given the table it was read from. */
  public Key key(Table table) {
    return new Key(table, pk(), sk());
  }

  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  public String text(String name) {
    return value(name).s();
  }

  public @Nullable String textOrNull(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? null : value.s();
  }

  public long number(String name) {
    return Long.parseLong(value(name).n());
  }

  public double decimal(String name) {
    return Double.parseDouble(value(name).n());
  }

  public long numberOr(String name, long otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  public Instant instant(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  public @Nullable Instant instantOrNull(String name) {
    return has(name) ? instant(name) : null;
  }

  public boolean flag(String name) {
    AttributeValue value = attributes.get(name);
    return value != null && Boolean.TRUE.equals(value.bool());
  }

  public byte[] bytes(String name) {
    return value(name).b().asByteArray();
  }

  public byte @Nullable [] bytesOrNull(String name) {
    return has(name) ? bytes(name) : null;
  }

  public List<String> list(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? List.of() : value.l().stream().map(AttributeValue::s).toList();
  }

  /** A nested map, read like an item; empty when absent. */
  public Row map(String name) {
    AttributeValue value = attributes.get(name);
    return new Row(value == null ? Map.of() : value.m());
  }

  /** The numbers among the attributes named by {@link fr.actionpopulaire.domain.RandomId}s. */
  public Map<String, Integer> numbersById() {
    Map<String, Integer> numbers = new HashMap<>();
    attributes.forEach(
        (name, value) -> {
          if (value.n() != null && fr.actionpopulaire.domain.RandomId.isOne(name)) {
            numbers.put(name, Integer.parseInt(value.n()));
          }
        });
    return numbers;
  }

  /** The deadline the item was stored with. */
  public Optional<Deadline> deadline() {
    if (has(Item.EXPIRES_AT)) {
      Instant instant = instant(Item.EXPIRES_AT);
      return Optional.of(
          has(Item.EXPIRES) ? new Deadline.AfterCampaign(instant) : new Deadline.At(instant));
    }
    return has(Item.EXPIRES) ? Optional.of(new Deadline.CampaignEnd()) : Optional.empty();
  }

  boolean isAlive(Instant now, Campaign campaign) {
    return deadline().map(deadline -> !deadline.hasPassed(now, campaign)).orElse(true);
  }

  private AttributeValue value(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new NoSuchElementException("Stored item without attribute " + name);
    }
    return value;
  }
}
