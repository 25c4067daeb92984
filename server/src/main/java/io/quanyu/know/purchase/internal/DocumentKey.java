package io.quanyu.know.purchase.internal;

import java.util.Currency;

/** What makes an order document itself; one in two currencies is two. */
record DocumentKey(String channel, String orderNo, Currency currency) {}
