// An authorization server, oauth2-mock-server, with an API at `/userinfo` that accepts its access tokens:
// `node oauth.mjs PORT`. Its event handlers add the authentication of the client, the rejection of used
// refresh tokens, and the lifetime of access tokens.
import { OAuth2Server } from 'oauth2-mock-server';

const [port] = process.argv.slice(2);
const server = new OAuth2Server();
await server.issuer.keys.generate('RS256');

const basic = (id, secret) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
// The secret is `s:é %`. The client id and secret are form-encoded in `Basic` (RFC 6749, 2.3.1).
const known = [basic('app', 's%3A%C3%A9%20%25')];
// The expiry of each token, in milliseconds, and its scopes.
const issued = new Map();
const refreshTokens = new Set(['first']);

const refuse = (response, statusCode, error, error_description) => {
  response.statusCode = statusCode;
  response.body = { error, error_description };
};

server.service.on('beforeResponse', (response, request) => {
  const { grant_type, lifetime, refresh_token } = request.body;
  console.log(`token: ${grant_type}`);
  if (!known.includes(request.headers.authorization)) {
    refuse(response, 401, 'invalid_client', 'The client is not known.');
  } else if (grant_type === 'refresh_token' && !refreshTokens.delete(refresh_token)) {
    refuse(response, 400, 'invalid_grant', 'The refresh token was used before.');
  } else {
    const { body } = response;
    body.expires_in = Number(lifetime ?? body.expires_in);
    issued.set(body.access_token, { until: Date.now() + body.expires_in * 1000, scope: body.scope });
    if (body.refresh_token) refreshTokens.add(body.refresh_token);
  }
});

// Without this, two tokens issued in the same second would be equal.
let tokens = 0;
server.service.on('beforeTokenSigning', (token) => {
  tokens += 1;
  token.payload.jti = `${tokens}`;
});

const tokenOf = (request) => request.headers.authorization?.replace('Bearer ', '');

server.service.on('beforeUserinfo', (response, request) => {
  const token = issued.get(tokenOf(request));
  console.log(`userinfo: ${token?.scope}`);
  if (!token || Date.now() >= token.until) refuse(response, 401, 'invalid_token');
  else if (!['read write', 'dummy'].includes(token.scope)) refuse(response, 403, 'insufficient_scope');
});

// The token of the request is revoked.
server.service.on('beforeRevoke', (_, request) => issued.delete(tokenOf(request)));

await server.start(Number(port), '127.0.0.1');
