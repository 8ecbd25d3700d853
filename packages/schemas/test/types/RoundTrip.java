import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Reads a list of {"type", "text"} from standard input, decodes each and writes the texts it encodes to. */
public class RoundTrip {
    public static void main(String[] args) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        List<String> texts = new ArrayList<>();
        for (JsonNode each : mapper.readTree(System.in)) {
            Class<?> type = Class.forName("io.asyncinvoke." + each.get("type").asText());
            texts.add(mapper.writeValueAsString(mapper.readValue(each.get("text").asText(), type)));
        }
        mapper.writeValue(System.out, texts);
    }
}
