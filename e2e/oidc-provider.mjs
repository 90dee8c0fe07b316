// A real identity provider for tests: node oidc-provider.mjs PORT CALLBACK [RS256|ES256]
// Whoever signs in there as NAME has the address NAME@paper.example, which is verified unless the name is "unverified".
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const [port, callback, algorithm = 'RS256'] = process.argv.slice(2);
const pair =
  algorithm === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...pair.privateKey.export({ format: 'jwk' }), kid: 'test', alg: algorithm, use: 'sig' };

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: 'masthead',
      client_secret: 'a secret: with/signs%',
      redirect_uris: [callback],
      id_token_signed_response_alg: algorithm,
    },
  ],
  jwks: { keys: [key] },
  cookies: { keys: ['for tests only'] },
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@paper.example`, email_verified: id !== 'unverified' }),
  }),
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
