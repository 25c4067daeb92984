package io.quanyu;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The server: one JVM that holds every module of the loop. */
@Modulithic(systemName = "Quanyu")
@SpringBootApplication(proxyBeanMethods = false)
public class QuanyuServer {

  /**
   * Starts the server; settings come from the environment, the command line and {@code
   * application.yaml}.
   */
  public static void main(String[] args) {
    SpringApplication.run(QuanyuServer.class, args);
  }
}
