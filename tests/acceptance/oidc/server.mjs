// A certified OpenID provider with the login pages it ships for development: not ours, and not told about Gander.
// Prints one line of JSON once it listens, and ends with its standard input.

import { createServer } from 'node:http';

import Provider from 'oidc-provider';

const names = { danar: 'Dana Reyes', bolee: 'Bo Lee' };

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  const grants = new Set();
  const granted = { authorization_code: 0, refresh_token: 0 };
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: 'practice-native',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        // Any port will do, RFC 8252 section 7.3.
        redirect_uris: ['http://127.0.0.1/callback'],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['practice'] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ttl: { AccessToken: 30, RefreshToken: 86_400, Grant: 86_400, Session: 86_400, Interaction: 600 },
    findAccount: (_, sub) =>
      names[sub] && { accountId: sub, claims: () => ({ sub, preferred_username: sub, name: names[sub] }) },
  });
  provider.on('grant.success', ({ oidc }) => {
    granted[oidc.params.grant_type] += 1;
    grants.add(oidc.entities.AccessToken.grantId);
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    const json = (value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (request.url === '/practice/granted') return json(granted);
    if (request.method === 'POST' && request.url === '/practice/revoke') {
      // As an account page does, when the person takes an app's access back.
      for (const grant of grants) {
        const kinds = [provider.AccessToken, provider.RefreshToken, provider.AuthorizationCode];
        await Promise.all(kinds.map((kind) => kind.revokeByGrantId(grant)));
        await provider.Grant.adapter.destroy(grant);
      }
      return json({});
    }
    return answer(request, response);
  });
  process.stdout.write(`${JSON.stringify({ origin })}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
