package io.trainyard.node.http.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the body of an upload is documented. */
final class UploadBody {
  private UploadBody() {}

  static ObjectNode schema() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("required", true);
    ObjectNode schema =
        body.putObject("content").putObject("multipart/form-data").putObject("schema");
    schema.put("type", "object");
    schema.putArray("required").add("name").add("trainImages").add("trainLabels");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("name").put("type", "string");
    for (String file : new String[] {"trainImages", "trainLabels", "testImages", "testLabels"}) {
      properties
          .putObject(file)
          .put("type", "string")
          .put("contentMediaType", "application/octet-stream")
          .put("description", "An IDX file, gzip or not.");
    }
    return body;
  }
}
