// The schema of the benchmarks, as far as the HTTP one asks: the same objects as GridSchema.cs.
export const typeDefs = `
  type Query { hello: String!  cell: Cell!  cells: [Cell!]! }
  type Cell { id: ID!  name: String!  value: Int! }
`;

const cells = Array.from({ length: 10 }, (_, i) => ({ id: `cell-${i}`, name: `Cell number ${i}`, value: i }));
export const resolvers = { Query: { hello: () => 'world', cell: () => cells[0], cells: () => cells } };
