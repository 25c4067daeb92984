package io.quanyu.know.collect.web;

import io.quanyu.know.collect.CollectProblem;
import io.quanyu.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;

/**
 * The file of a multipart request, as a stream. The servlet API would first write it to a temporary
 * file in clear text, and it is nothing but personal data; so the request is read by Tomcat's
 * parser directly, which needs {@code spring.servlet.multipart.resolve-lazily}.
 *
 * @param name as the client names the file
 * @param content to be read while the request lasts
 */
record MultipartFile(String name, InputStream content) {

  /**
   * Finds the part {@code file}.
   *
   * @throws ProblemException if there is none
   */
  static MultipartFile of(HttpServletRequest request) throws IOException {
    try {
      var parts = new FileUpload().getItemIterator(new Context(request));
      while (parts.hasNext()) {
        var part = parts.next();
        if (!part.isFormField() && part.getFieldName().equals("file")) {
          return new MultipartFile(
              Objects.requireNonNullElse(part.getName(), ""), part.openStream());
        }
      }
    } catch (FileUploadException e) {
      throw missing();
    }
    throw missing();
  }

  private static ProblemException missing() {
    return new ProblemException(
        CollectProblem.FILE_MISSING, "Send the file as part “file” of a multipart/form-data body.");
  }

  /** The request as Tomcat's parser wants it. */
  private record Context(HttpServletRequest request) implements UploadContext {
    @Override
    public @Nullable String getCharacterEncoding() {
      return "UTF-8";
    }

    @Override
    public @Nullable String getContentType() {
      return request.getContentType();
    }

    @Override
    public long contentLength() {
      return request.getContentLengthLong();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return request.getInputStream();
    }
  }
}
