package io.quanyu.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds the bodies of requests in size and time. Comes after the security filters: nobody's body
 * is read before it is known who she is, but for sign-in and callbacks. Uploads have bounds of
 * their own ({@code quanyu.web.upload-max}).
 */
final class BodyLimitFilter extends OncePerRequestFilter {

  /** A JSON body comes at once; a minute is for bad connections. */
  private static final Duration TIME_MAX = Duration.ofMinutes(1);

  private final Problems problems;
  private final long jsonBytesMax;
  private final long otherBytesMax;

  /**
   * @param jsonBytesMax of JSON, and of what says nothing of itself
   * @param otherBytesMax of other texts, such as CSV
   */
  BodyLimitFilter(Problems problems, long jsonBytesMax, long otherBytesMax) {
    this.problems = problems;
    this.jsonBytesMax = jsonBytesMax;
    this.otherBytesMax = otherBytesMax;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var type = request.getContentType() == null ? "" : request.getContentType();
    if (type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      chain.doFilter(request, response);
      return;
    }
    long bytesMax = type.isEmpty() || type.contains("json") ? jsonBytesMax : otherBytesMax;
    if (request.getContentLengthLong() > bytesMax) {
      var refusal = LimitedBody.tooLarge(bytesMax);
      problems.write(request, response, refusal.code(), refusal.detail());
      return;
    }
    chain.doFilter(new Limited(request, bytesMax), response);
  }

  private static final class Limited extends HttpServletRequestWrapper {

    private final long bytesMax;
    private @Nullable ServletInputStream body;

    Limited(HttpServletRequest request, long bytesMax) {
      super(request);
      this.bytesMax = bytesMax;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      var known = body;
      if (known == null) {
        known = new LimitedBody(super.getInputStream(), bytesMax, TIME_MAX, System::nanoTime);
        body = known;
      }
      return known;
    }

    @Override
    public BufferedReader getReader() throws IOException {
      var encoding = getCharacterEncoding();
      return new BufferedReader(
          new InputStreamReader(
              getInputStream(),
              encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
    }
  }
}
