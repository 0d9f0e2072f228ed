using AiBom.GraphQL.Types;

namespace AiBom.Server.Schema;

/// <summary><c>type DigestMatch</c>.</summary>
internal static class DigestMatchType
{
    public static void Declare(SchemaTypes types)
    {
        types.DigestMatch.Field("entity", "What the digest leads to.", types.Entity.NonNull())
            .ResolveEntity(match => match.EntityId);
        types.DigestMatch.Field(
            "file",
            "The file that has the digest; null where it is of the thing itself.",
            Scalars.String,
            match => match.File);
    }
}
