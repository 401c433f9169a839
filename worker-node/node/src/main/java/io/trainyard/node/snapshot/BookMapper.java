package io.trainyard.node.snapshot;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.trainyard.node.run.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The book's records as JSON, told by the records themselves. The format is nobody's but this
 * version's: whatever changes the records changes {@code Reducer.VERSION}.
 */
final class BookMapper {
  private BookMapper() {}

  static JsonMapper make() {
    SimpleModule module = new SimpleModule("book");
    module.setDeserializers(new Vectors());
    module.setMixInAnnotation(Phase.class, ByName.class);
    module.registerSubtypes(
        Phase.Queued.class,
        Phase.Open.class,
        Phase.Owned.class,
        Phase.Paused.class,
        Phase.Succeeded.class,
        Phase.Failed.class,
        Phase.Cancelled.class);
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(module)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
        .build();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
  private interface ByName {}

  /** Lists become persistent vectors. */
  private static final class Vectors extends SimpleDeserializers {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable JsonDeserializer<?> findCollectionDeserializer(
        CollectionType type,
        DeserializationConfig config,
        BeanDescription description,
        @Nullable TypeDeserializer elementTypes,
        @Nullable JsonDeserializer<?> elements) {
      return type.getRawClass() == PVector.class
          ? new StdDelegatingDeserializer<>(new ToVector(type.getContentType()))
          : null;
    }
  }

  private record ToVector(JavaType element) implements Converter<Object, Object> {
    @Override
    public PVector<?> convert(Object list) {
      return TreePVector.from((List<?>) list);
    }

    @Override
    public JavaType getInputType(TypeFactory types) {
      return types.constructCollectionType(List.class, element);
    }

    @Override
    public JavaType getOutputType(TypeFactory types) {
      return types.constructCollectionType(PVector.class, element);
    }
  }
}
