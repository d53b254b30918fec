package io.sharer.example.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads text in the character set that a request names, or else UTF-8. */
final class BodyText {
    private BodyText() {}

    /** @throws ClientException if the bytes are no text in that character set, or there is none of that name */
    static String decode(byte[] bytes, @Nullable MediaType type) {
        Charset charset = charset(type);
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ClientException(Response.Status.BAD_REQUEST, "the body is no text in " + charset.name());
        }
    }

    private static Charset charset(@Nullable MediaType type) {
        String name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new ClientException(
                    Response.Status.UNSUPPORTED_MEDIA_TYPE, "the body's character set is not known here");
        }
    }
}
