// The part of the vendor's server library that makes tokens: the host makes them with that library.

class Grant {
  constructor(kind, options) {
    this.kind = kind;
    this.options = options;
  }
}

class AccessToken {
  static VideoGrant = class extends Grant {
    constructor(options) {
      super('VideoGrant', options);
    }
  };

  static ConversationsGrant = class extends Grant {
    constructor(options) {
      super('ConversationsGrant', options);
    }
  };

  #grants = [];
  identity = '';

  constructor(account, key, secret, options) {
    this.wanted = { account, key, secret, options };
  }

  addGrant(grant) {
    this.#grants.push(grant);
  }

  toJwt() {
    const request = new XMLHttpRequest();
    // The suites want it at once.
    request.open('POST', '/token', false);
    request.send(JSON.stringify({ ...this.wanted, identity: this.identity, grants: this.#grants }));
    if (request.status !== 200) throw new Error(request.responseText);
    return request.responseText;
  }
}

export const jwt = { AccessToken };
