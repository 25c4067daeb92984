/** A company's identity provider: OpenID Connect with authorization code and PKCE. */
@NullMarked
package io.quanyu.sandbox.oidc;

import org.jspecify.annotations.NullMarked;
