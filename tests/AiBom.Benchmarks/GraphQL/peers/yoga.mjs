// GraphQL Yoga as its README starts it.
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { typeDefs, resolvers } from './schema.mjs';

const [port] = process.argv.slice(2);
const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false });
createServer(yoga).listen(Number(port), '127.0.0.1');
