namespace AiBom.Benchmarks;

/// <summary>What a tool asks to know a schema: everything that September 2025 lets it ask.</summary>
internal static class IntrospectionQuery
{
    public const string Text =
        """
        query Everything {
          __schema {
            description
            queryType { name }
            mutationType { name }
            subscriptionType { name }
            types { ...Whole }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...Input } }
          }
        }
        fragment Whole on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description args(includeDeprecated: true) { ...Input } type { ...Reference } isDeprecated
            deprecationReason
          }
          inputFields(includeDeprecated: true) { ...Input }
          interfaces { ...Reference }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...Reference }
        }
        fragment Input on __InputValue {
          name description type { ...Reference } defaultValue isDeprecated deprecationReason
        }
        fragment Reference on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        }
        """;
}
