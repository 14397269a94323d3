// A certified OpenID provider with its login pages for development. It is foreign code and knows nothing of Gander.
// Prints one line of JSON once it listens, and ends with its standard input.

import { createServer } from 'node:http';

import Provider from 'oidc-provider';

const names = { danar: 'Dana Reyes', bolee: 'Bo Lee' };

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  const grants = new Set();
  const granted = { authorization_code: 0, refresh_token: 0, reused: 0 };
  const overheard = [];
  // The redirect may use any port (RFC 8252 section 7.3).
  const client = {
    application_type: 'native',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: ['http://127.0.0.1/callback'],
  };
  const provider = new Provider(origin, {
    clients: [
      { ...client, client_id: 'practice-native', token_endpoint_auth_method: 'none' },
      {
        ...client,
        client_id: 'practice-confidential',
        client_secret: 'practice-secret',
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['practice'] },
    features: { revocation: { enabled: true } },
    pkce: { required: (_, { clientId }) => clientId === 'practice-native' },
    rotateRefreshToken: true,
    ttl: { AccessToken: 30, RefreshToken: 86_400, Grant: 86_400, Session: 86_400, Interaction: 600 },
    findAccount: (_, sub) =>
      names[sub] && { accountId: sub, claims: () => ({ sub, preferred_username: sub, name: names[sub] }) },
  });
  provider.on('grant.success', ({ oidc }) => {
    granted[oidc.params.grant_type] += 1;
    grants.add(oidc.entities.AccessToken.grantId);
  });
  provider.on('grant.error', (_, error) => {
    if (error.error_detail === 'refresh token already used') granted.reused += 1;
  });
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/token' && context.body?.refresh_token) overheard.push(context.body.refresh_token);
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    const json = (value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    const { pathname, searchParams } = new URL(request.url, origin);
    if (pathname === '/practice/granted') return json(granted);
    if (pathname === '/practice/overheard') return json(overheard);
    if (pathname === '/practice/knows') return json(Boolean(await provider.RefreshToken.find(searchParams.get('token'))));
    if (request.method === 'POST' && pathname === '/practice/revoke') {
      // Acts like an account page when the person takes an app's access back.
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
