package io.quanyu.know.history;

/** All facts of the account, whenever they were written, belong to another customer from now on. */
public record MovedAccount(int accountNo, int toCustomerNo) {}
