package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that does something wrong is told: the status that fits, and JSON that says what is wrong. */
@ExtendWith({FreshDatabase.class, ArquillianExtension.class})
@RunAsClient
@Timeout(60)
class ErrorsIT {
    private static final String JSON = "application/json";
    private static final int KIB = 1024;

    private final Client client = new Client();

    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleWar.asBuilt();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name   | {"name":"","age":30,"gender":"female"}
                    name   | {"age":30,"gender":"female"}
                    name   | {"name":7,"age":30,"gender":"female"}
                    age    | {"name":"Ann","age":-1,"gender":"female"}
                    age    | {"name":"Ann","age":151,"gender":"female"}
                    age    | {"name":"Ann","age":1.5,"gender":"female"}
                    age    | {"name":"Ann","age":"old","gender":"female"}
                    age    | {"name":"Ann","gender":"female"}
                    gender | {"name":"Ann","age":30,"gender":" "}
                    gender | {"name":"Ann","age":30}
                    """)
    void anInvalidUserIsABadRequestThatNamesTheField(String field, String user) throws Exception {
        Reply reply = client.post("api/users", JSON, user);

        assertError(reply, 400);
        assertThat(reply.error()).contains(field);
    }

    @Test
    void aNameOf201CharactersIsABadRequest() throws Exception {
        assertError(client.addUser("x".repeat(201), 30, "female"), 400);
    }

    @Test
    void aNameOf200CharactersIsAccepted() throws Exception {
        assertThat(client.addUser("x".repeat(200), 30, "female").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{} {}", "no JSON"})
    void whatIsNoJsonObjectIsABadRequest(String body) throws Exception {
        assertError(client.post("api/users", JSON, body), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=-1", "limit=many", "offset=-1", "offset=x"})
    void aSearchOutOfBoundsIsABadRequest(String query) throws Exception {
        assertError(client.get("api/users?name=%25&" + query), 400);
    }

    @Test
    void aFileWithAnotherHeaderIsABadRequest() throws Exception {
        assertError(client.importUsers("surname,age\nMiller,30\n"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/users/4711", "api/users/import/no-such-import", "api/nothing"})
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertError(client.get(path), 404);
    }

    @Test
    void aMethodThatThereIsNotIsNotAllowed() throws Exception {
        assertError(client.send("api/users", request -> request.DELETE()), 405);
    }

    @Test
    void aTypeThatCannotBeHadIsNotAcceptable() throws Exception {
        Reply reply = client.send("api/users?name=%25", request -> request.header("Accept", "image/png"));

        assertError(reply, 406);
    }

    @Test
    void aUserOfMoreThan64KibIsTooLarge() throws Exception {
        assertError(client.post("api/users", JSON, "{\"name\":\"" + "x".repeat(64 * KIB) + "\"}"), 413);
    }

    @Test
    void aFileOfMoreThan8MibIsTooLarge() throws Exception {
        assertError(client.importUsers("name,age,gender\n" + "Ann,30,female\n".repeat(8 * KIB * KIB / 14 + 1)), 413);
    }

    @Test
    void aFileOfMoreThan8MibIsTooLargeAlsoIfItsLengthIsNotTold() throws Exception {
        byte[] line = "Ann,30,female\n".getBytes(StandardCharsets.UTF_8);
        byte[] start = "name,age,gender\n".getBytes(StandardCharsets.UTF_8);
        Iterable<byte[]> chunks = () -> Stream.concat(
                        Stream.of(start), Stream.generate(() -> line).limit(8L * KIB * KIB / line.length + 1))
                .iterator();

        Reply reply = client.send(
                "api/users/import",
                request -> request.header("Content-Type", "text/csv").POST(BodyPublishers.ofByteArrays(chunks)));

        assertError(reply, 413);
    }

    @Test
    void aUserThatIsNotJsonIsOfAnUnsupportedType() throws Exception {
        assertError(client.post("api/users", "text/plain", "Ann"), 415);
    }

    @Test
    void aFileThatIsNotCsvIsOfAnUnsupportedType() throws Exception {
        assertError(client.post("api/users/import", JSON, "{}"), 415);
    }

    @Test
    void aFailureOfTheDatabaseIsAnErrorOfTheServerThatTellsNothingOfItsInside() throws Exception {
        client.findUsers("%", 1); // makes the tables
        Database.refuseNamesLike("unlucky");

        Reply reply = client.addUser("unlucky", 30, "female");

        assertError(reply, 500);
        assertThat(reply.body()).doesNotContain("refused by the test", "SQL", "Exception");
    }

    private static void assertError(Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.contentType()).isEqualTo(JSON);
        assertThat(reply.error()).as(reply.body()).isNotBlank();
    }
}
