package io.quanyu.sandbox.state;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Keeps a JSON value as its text: a tenth of the memory of its tree. */
final class JsonTextDeserializer extends StdDeserializer<String> {
  JsonTextDeserializer() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) {
    return context.readTree(parser).toString();
  }

  @Override
  public @Nullable String getNullValue(DeserializationContext context) {
    return null;
  }
}
