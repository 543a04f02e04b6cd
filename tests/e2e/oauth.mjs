// An authorization server, oauth2-mock-server, and an API at `/userinfo` that takes its tokens:
// `node oauth.mjs PORT`. The server issues the tokens; that it asks for the client's secret, refuses
// a refresh token that was used, and how long tokens are valid, is added by its events.
import { OAuth2Server } from 'oauth2-mock-server';

const [port] = process.argv.slice(2);
const server = new OAuth2Server();
await server.issuer.keys.generate('RS256');

const basic = (id, secret) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
// The secret is `s:é %`, whose parts of `Basic` are encoded as those of a form.
const known = [basic('app', 's%3A%C3%A9%20%25')];
// When each token ends, in milliseconds, and its scopes.
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

// Two tokens of one second would be equal.
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

// The token that it is called with is not valid any more.
server.service.on('beforeRevoke', (_, request) => issued.delete(tokenOf(request)));

await server.start(Number(port), '127.0.0.1');
