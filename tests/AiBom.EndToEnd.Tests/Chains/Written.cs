using AiBom.Domain;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>What documents say, whatever format they say it in.</summary>
internal static class Written
{
    /// <summary>What a document says, as sorted text; where, and to whom it was licensed, left out.</summary>
    public static string Of(StatementSet set)
    {
        IEnumerable<string> header =
        [
            $"by {set.Header.Publisher} at {set.Header.Timestamp?.ToCanonicalText()} "
            + $"about {set.Entities[set.Header.Subject!.Value].QualifiedNameAndVersion()}",
        ];
        IEnumerable<string> entities = set.Entities.Select(entity => string.Join(
            ' ',
            [
                $"{entity.Kind} {entity.QualifiedNameAndVersion()} {entity.PackageUrl} described {entity.IsDescribed}",
                $"made {entity.Created?.ToCanonicalText()} labels {entity.LabeledFrom?.ToCanonicalText()}",
                $"{entity.LabeledUntil?.ToCanonicalText()}",
                .. entity.Digests.Where(digest => !IsRoot(entity, digest)).Select(digest => digest.ToString()),
                .. entity.Files.Select(file => $"{file.Name}={file.Digests.Single()}").Order(StringComparer.Ordinal),
                .. entity.Completeness.Select(claim => $"{claim.Relation}:{claim.Completeness}"),
                .. entity.Organizations
                    .Where(claim => claim.Role is not OrganizationRole.Recipient)
                    .Select(claim => $"{claim.Role}={claim.Name}"),
            ]));
        IEnumerable<string> edges = set.Statements.Select(edge =>
            $"{set.Entities[edge.Subject].QualifiedNameAndVersion()} {edge.Predicate} "
            + $"{set.Entities[edge.Object].QualifiedNameAndVersion()} {edge.Method} {edge.Role} {edge.Reading}");
        return string.Join('\n', header
            .Concat(entities.Order(StringComparer.Ordinal))
            .Concat(edges.Order(StringComparer.Ordinal)));
    }

    /// <summary>A format may give the digest of all files beside the files, which says nothing more.</summary>
    private static bool IsRoot(DeclaredEntity entity, DeclaredDigest digest) =>
        RootDigest.TryOf(entity.Files, out Digest? root) && digest.ToString() == root.ToString();
}
