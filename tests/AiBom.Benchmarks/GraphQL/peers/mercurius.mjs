// Mercurius as its README starts it; JIT compiles a query after it was asked once.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { typeDefs, resolvers } from './schema.mjs';

const [port, jit] = process.argv.slice(2);
const app = Fastify();
app.register(mercurius, { schema: typeDefs, resolvers, jit: Number(jit ?? 0) });
await app.listen({ port: Number(port), host: '127.0.0.1' });
