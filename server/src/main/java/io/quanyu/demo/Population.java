package io.quanyu.demo;

import tools.jackson.databind.node.ObjectNode;

/** How the sandbox's guides and customers react to what is sent. */
final class Population {

  private final DemoSandbox sandbox;
  private final long seed;

  Population(DemoSandbox sandbox, long seed) {
    this.sandbox = sandbox;
    this.seed = seed;
  }

  /** Everybody reacts within about a second: the demo's own broadcast. */
  void answerAtOnce() {
    start(1, 100, 1_000);
  }

  /**
   * A tenth of the guides never confirms and the others take their time: the broadcasts of a user.
   */
  void behaveAsPeopleDo() {
    start(0.9, 1_000, 20_000);
  }

  private void start(double confirmShare, int confirmMinMs, int confirmMaxMs) {
    ObjectNode settings = DemoServer.JSON.createObjectNode();
    settings.put("seed", seed);
    settings.put("confirmShare", confirmShare);
    settings.putObject("confirmAfterMs").put("min", confirmMinMs).put("max", confirmMaxMs);
    settings.put("openShare", 0.6);
    settings.put("clickShare", 0.2);
    settings.put("blockShare", 0.01);
    settings.put("replyShare", 0.01);
    settings.putObject("reactAfterMs").put("min", 100).put("max", 1_000);
    sandbox.post("/sandbox/population", settings);
  }
}
