// The reference server of the AT Protocol with a directory of its own, in memory and in a folder that is removed:
// foreign code without knowledge of Gander. Prints one line of JSON once it listens, and ends with its standard input.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as ask, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PDS, envToCfg, envToSecrets } from '@atproto/pds';
import plc from '@did-plc/server';

const listen = (server) =>
  new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));

const folder = mkdtempSync(join(tmpdir(), 'gander-atproto-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const directory = plc.PlcServer.create({ db: plc.Database.mock() });
const plcPort = await listen(createServer(directory.app));

const http = createServer();
const port = await listen(http);
const origin = `http://localhost:${port}`;
const hex = () => randomBytes(32).toString('hex');
const env = {
  port,
  hostname: 'localhost',
  devMode: true,
  inviteRequired: false,
  dataDirectory: folder,
  blobstoreDiskLocation: join(folder, 'blobs'),
  didPlcUrl: `http://127.0.0.1:${plcPort}`,
  serviceHandleDomains: ['.test'],
  handleBackupNameservers: [],
  trustedOAuthClients: [],
  crawlers: [],
  jwtSecret: hex(),
  dpopSecret: hex(),
  adminPassword: 'practice',
  plcRotationKeyK256PrivateKeyHex: hex(),
};
const pds = await PDS.create(envToCfg(env), envToSecrets(env));
await pds.ctx.sequencer.start();

// The number of requests to each path, and the paths whose next answer never arrives.
const asked = {};
const lost = new Set();
http.on('request', (request, response) => {
  const path = request.url.split('?')[0];
  asked[path] = (asked[path] ?? 0) + 1;
  if (lost.has(path)) {
    // The server has done its work, but its answer is lost. A server that only wants its nonce has done nothing yet.
    const end = response.end;
    response.end = (...rest) => {
      if (response.statusCode !== 200) return end.apply(response, rest);
      lost.delete(path);
      return request.socket.destroy();
    };
  }
  pds.app(request, response);
});

const xrpc = async (method, body, token) => {
  const headers = { ...(body && { 'content-type': 'application/json' }), ...(token && { authorization: token }) };
  const sent = body && JSON.stringify(body);
  const answer = await fetch(`${origin}/xrpc/${method}`, { method: 'POST', headers, body: sent });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method}: ${text}`);
  return text && JSON.parse(text);
};
const people = {};
const createPerson = async (name) => {
  const account = { handle: `${name}.test`, email: `${name}@practice.test`, password: 'practice' };
  const { did, accessJwt } = await xrpc('com.atproto.server.createAccount', account);
  const full = `Bearer ${accessJwt}`;
  const { password } = await xrpc('com.atproto.server.createAppPassword', { name: 'gander' }, full);
  people[name] = { did, appPassword: password, full };
  return { did, appPassword: password };
};

// The person's browser at the login page. It acts like the server's own page, which is a script.
const browse = async (page, username) => {
  const cookies = new Map();
  // `fetch` would declare in its headers that it is no browser.
  const go = (url, headers, body) =>
    new Promise((done, failed) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const sent = { cookie, 'sec-fetch-site': 'same-origin', ...headers };
      const asking = ask(url, { method: body ? 'POST' : 'GET', headers: sent }, async (answer) => {
        let text = '';
        for await (const part of answer.setEncoding('utf8')) text += part;
        for (const set of answer.headers['set-cookie'] ?? []) {
          const [name, value] = set.split(';')[0].split('=');
          cookies.set(name, value);
        }
        if (answer.statusCode >= 400) return failed(new Error(`${url}: ${answer.statusCode} ${text}`));
        return done({ headers: answer.headers, text });
      });
      asking.on('error', failed).end(body && JSON.stringify(body));
    });
  const navigate = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  await go(page, { ...navigate, 'sec-fetch-site': 'none' });
  const api = async (name, body) => {
    const headers = {
      'content-type': 'application/json',
      'x-csrf-token': cookies.get('csrf-token'),
      'sec-fetch-mode': 'same-origin',
      origin,
      referer: page,
    };
    return JSON.parse((await go(`${origin}/@atproto/oauth-provider/~api/${name}`, headers, body)).text);
  };
  const signedIn = await api('sign-in', { locale: 'en', username, password: 'practice', remember: true });
  const { url } = await api('consent', { sub: signedIn.account.sub });
  const back = await go(url, { ...navigate, referer: page });
  return back.headers.location;
};

const tokens = () => pds.ctx.oauthProvider.tokenManager;
const admin = `Basic ${Buffer.from('admin:practice').toString('base64')}`;
const takedown = ({ did }, applied) => {
  const subject = { $type: 'com.atproto.admin.defs#repoRef', did };
  return xrpc('com.atproto.admin.updateSubjectStatus', { subject, takedown: { applied } }, admin);
};
const practice = {
  person: (name) => createPerson(name),
  asked: () => asked,
  browse: async (name, query) => ({ to: await browse(query.get('page'), `${name}.test`) }),
  lose: (path) => void lost.add(path),
  // Acts like the account page when the person takes an app's access back.
  revoke: async (name) => {
    const sessions = await tokens().listAccountTokens(people[name].did);
    await Promise.all(sessions.map(({ id }) => tokens().deleteToken(id)));
    return { ended: sessions.length };
  },
  sessions: async (name) => ({ count: (await tokens().listAccountTokens(people[name].did)).length }),
  takedown: (name) => takedown(people[name], true),
  restore: (name) => takedown(people[name], false),
  deactivate: (name) => xrpc('com.atproto.server.deactivateAccount', {}, people[name].full),
  activate: (name) => xrpc('com.atproto.server.activateAccount', undefined, people[name].full),
  revokePassword: (name) => xrpc('com.atproto.server.revokeAppPassword', { name: 'gander' }, people[name].full),
};
const control = createServer(async (request, response) => {
  const url = new URL(request.url, origin);
  try {
    const done = await practice[url.pathname.slice(1)](url.searchParams.get('of'), url.searchParams);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(done || {}));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
const controlPort = await listen(control);
process.stdout.write(
  `${JSON.stringify({
    origin,
    directory: `http://127.0.0.1:${plcPort}`,
    control: `http://127.0.0.1:${controlPort}`,
  })}\n`,
);
process.stdin.resume().on('end', () => process.exit(0));
