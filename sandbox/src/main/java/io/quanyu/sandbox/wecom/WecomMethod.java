package io.quanyu.sandbox.wecom;

import tools.jackson.databind.node.ObjectNode;

/** One API of WeCom: answers its own fields, errcode and errmsg are added. */
@FunctionalInterface
interface WecomMethod {
  /**
   * Does the work under the ledger's lock.
   *
   * @throws WecomRefusal instead of an answer; nothing has been recorded then
   */
  ObjectNode answer(WecomCall call);
}
