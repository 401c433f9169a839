package io.trainyard.node.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trainyard.contract.api.Golden;
import io.trainyard.contract.api.Route;
import io.trainyard.contract.api.RouteBodies;
import io.trainyard.contract.codec.Json;
import io.trainyard.contract.error.ErrorCode;
import io.trainyard.node.config.Role;
import io.trainyard.node.http.Routing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  @ParameterizedTest
  @EnumSource(Role.class)
  void theDocumentHasTheRolesRoutesNoMoreAndNoLess(Role role) throws Exception {
    Routing routing = new Routing(role);
    Set<String> expected = new TreeSet<>();
    routing.routes().forEach(route -> expected.add(route.method() + " " + route.path()));

    Set<String> documented = new TreeSet<>();
    operations(document(role))
        .forEach(op -> documented.add(op.method().toUpperCase(Locale.ROOT) + " " + op.path()));

    assertThat(documented).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyReferenceLeadsSomewhere(Role role) throws Exception {
    JsonNode document = document(role);

    List<String> references = document.findValuesAsText("$ref");

    assertThat(references).isNotEmpty();
    for (String reference : references) {
      assertThat(reference).startsWith("#/");
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyOperationIsWhatOpenApiWants(Role role) throws Exception {
    JsonNode document = document(role);
    assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
    assertThat(document.at("/info/title").asText()).contains(role.label());
    Set<String> ids = new HashSet<>();
    for (Operation operation : operations(document)) {
      JsonNode node = operation.node();
      assertThat(ids.add(node.get("operationId").asText())).isTrue();
      assertThat(node.get("summary").asText()).isNotBlank();
      assertThat(node.get("description").asText()).isNotBlank();
      assertThat(node.get("responses").fieldNames())
          .toIterable()
          .allMatch(s -> s.matches("[2-5]\\d\\d"));
      node.get("responses").forEach(r -> assertThat(r.get("description").asText()).isNotBlank());
      assertThat(pathParameters(node)).isEqualTo(braces(operation.path()));
    }
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void everyRoutesErrorsAreDocumentedWithTheirStatus(Route route) throws Exception {
    Role role = route.answers() == Route.Answers.WORKER ? Role.WORKER : Role.MASTER;
    JsonNode responses = operation(document(role), route).get("responses");

    for (ErrorCode code : RouteDocs.of(route).errors()) {
      JsonNode response = responses.get(Integer.toString(code.status()));
      assertThat(response.get("description").asText()).contains("`" + code.name() + "`");
      assertThat(response.get("content").has("application/problem+json")).isTrue();
    }
    assertThat(responses.has("401")).isEqualTo(route.access() == Route.Access.TOKEN);
  }

  @ParameterizedTest
  @EnumSource(Route.class)
  void theExamplesAreTheGoldenOnesAndFitTheirSchema(Route route) throws Exception {
    if (RouteBodies.answer(route).isEmpty() || route == Route.LOG_STREAM) {
      return;
    }
    Role role = route.answers() == Route.Answers.WORKER ? Role.WORKER : Role.MASTER;
    JsonNode document = document(role);
    String success = Integer.toString(RouteDocs.of(route).success());
    JsonNode media =
        operation(document, route).at("/responses/" + success + "/content/application~1json");

    assertThat(Json.text(media.get("example")))
        .isEqualTo(Json.text(Json.tree(Golden.answer(route).orElseThrow())));
    assertThat(SchemaFit.faults(document, media.get("schema"), media.get("example"), "$"))
        .isEmpty();
  }

  @Test
  void aMisfitIsSeen() throws Exception {
    JsonNode document = document(Role.MASTER);
    JsonNode schema = document.at("/components/schemas/RunView");
    ObjectNode run = (ObjectNode) Json.tree(Golden.answer(Route.RUN).orElseThrow());
    run.remove("runId");
    run.put("attempt", "one").put("extra", 1).put("state", "GONE");

    assertThat(SchemaFit.faults(document, schema, run, "$")).hasSize(4);
  }

  private record Operation(String path, String method, JsonNode node) {}

  private static List<Operation> operations(JsonNode document) {
    List<Operation> all = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        op -> {
                          assertThat(METHODS).contains(op.getKey());
                          all.add(new Operation(path.getKey(), op.getKey(), op.getValue()));
                        }));
    return all;
  }

  private static JsonNode operation(JsonNode document, Route route) {
    return document.get("paths").get(route.path()).get(route.method().toLowerCase(Locale.ROOT));
  }

  private static List<String> pathParameters(JsonNode operation) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      assertThat(parameter.has("schema")).isTrue();
      if (parameter.get("in").asText().equals("path")) {
        assertThat(parameter.get("required").asBoolean()).isTrue();
        names.add(parameter.get("name").asText());
      }
    }
    return names;
  }

  private static List<String> braces(String path) {
    List<String> names = new ArrayList<>();
    Matcher matcher = Pattern.compile("\\{([^}]*)}").matcher(path);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static JsonNode document(Role role) throws Exception {
    return new YAMLMapper().readTree(OpenApi.document(new Routing(role), "1.2.3"));
  }
}
