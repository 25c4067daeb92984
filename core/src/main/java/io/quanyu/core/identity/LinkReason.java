package io.quanyu.core.identity;

/** Why an account belongs to its component. */
public enum LinkReason {
  /** It is the component's oldest account: nothing to explain. */
  OLDEST,
  /** It shares an identifier that belongs to one person. */
  SAME_IDENTIFIER,
  /** It shares a phone or e-mail and the full name. */
  SAME_CONTACT_AND_NAME,
  /** It shares a phone or e-mail, and nothing known about either contradicts. */
  SAME_CONTACT,
  /** It has only the phone of an order, and one person alone owns that phone. */
  ORDER_CONTACT
}
