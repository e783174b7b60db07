// A Bluesky PDS on loopback with a directory of identities of its own, for one recording; nothing of it is kept.
import { createServer } from 'node:http'
import { mkdtempSync } from 'node:fs'
import { Server } from 'node:net'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDS, envToCfg, envToSecrets, readEnv } from '@atproto/pds'

const listen = Server.prototype.listen
Server.prototype.listen = function (port, ...more) {
  return typeof port === 'number' && typeof more[0] !== 'string'
    ? listen.call(this, port, '127.0.0.1', ...more) : listen.call(this, port, ...more)
}

const known = new Map()
const described = (did, op) => ({
  '@context': ['https://www.w3.org/ns/did/v1'], id: did, alsoKnownAs: op.alsoKnownAs,
  verificationMethod: [{ id: `${did}#atproto`, type: 'Multikey', controller: did,
    publicKeyMultibase: op.verificationMethods.atproto.replace('did:key:', '') }],
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer',
    serviceEndpoint: op.services.atproto_pds.endpoint }],
})
createServer(async (request, response) => {
  const [, did, what] = decodeURIComponent(request.url).split('/')
  const say = (body, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  if (request.method === 'POST') {
    known.set(did, JSON.parse((await request.toArray()).join('')))
    return say({})
  }
  const op = known.get(did)
  if (!op) return say({ message: 'DID not registered' }, 404)
  return say({ data: { did, ...op }, log: [op] }[what] ?? described(did, op))
}).listen(2582)

const folder = mkdtempSync(join(tmpdir(), 'pds-'))
Object.assign(process.env, {
  NODE_ENV: 'development', PDS_DEV_MODE: 'true', PDS_HOSTNAME: 'localhost', PDS_PORT: '2583',
  PDS_DATA_DIRECTORY: folder, PDS_BLOBSTORE_DISK_LOCATION: join(folder, 'blobs'),
  PDS_DID_PLC_URL: 'http://127.0.0.1:2582', PDS_SERVICE_HANDLE_DOMAINS: '.test', PDS_INVITE_REQUIRED: 'false',
  PDS_JWT_SECRET: 'only-for-the-recording', PDS_ADMIN_PASSWORD: randomBytes(16).toString('hex'),
  PDS_DPOP_SECRET: randomBytes(32).toString('hex'),
  PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: randomBytes(32).toString('hex'),
  PDS_CRAWLERS: '', PDS_DISABLE_SSRF_PROTECTION: 'true', PDS_RATE_LIMITS_ENABLED: 'true', LOG_ENABLED: 'false',
})
const env = readEnv()
await (await PDS.create(envToCfg(env), envToSecrets(env))).start()
console.log('ready')
