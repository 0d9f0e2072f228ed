using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Gates;

/// <summary>Gathers what the rules judge by, from the record as it stood at one entry.</summary>
internal sealed class GateCaseReader(AibomStore store, EntityCatalog catalog)
{
    /// <summary>Reads what is recorded of one thing.</summary>
    public async Task<(GateCase Case, ImmutableArray<GateInput> Inputs)> ReadAsync(
        int subject, LineageGraph lineage, CancellationToken cancellationToken)
    {
        ImmutableArray<int> members = lineage.Members(subject);
        IReadOnlyDictionary<int, Entity> read = await catalog.ReadAsync([subject], lineage, cancellationToken);
        (ImmutableArray<DescribingDocument> documents, ImmutableArray<GateInput> inputs) =
            await DocumentsAsync(members, lineage.Sequence, cancellationToken);
        var gateCase = new GateCase
        {
            Lineage = lineage,
            Subject = subject,
            Kind = read[subject].Kind,
            Name = FindingLimits.Cut(read[subject].QualifiedName)!,
            Documents = documents,
            Advisories = await AdvisoriesAsync(lineage, lineage.Sequence, cancellationToken),
            Deadline = cancellationToken,
        };
        return (gateCase, inputs);
    }

    /// <summary>Reads what would be recorded of one thing, if a dry run were none.</summary>
    public async Task<GateCase> ReadAsync(
        GateCandidate candidate, int position, CancellationToken cancellationToken)
    {
        LineageGraph lineage = candidate.Lineage.Graph;
        int subject = lineage.Resolve(candidate.Lineage.Ids[position]);
        int[] recorded = [.. lineage.Members(subject).Where(candidate.Recorded.Has)];
        (ImmutableArray<DescribingDocument> documents, _) =
            await DocumentsAsync([.. recorded], candidate.Recorded.Sequence, cancellationToken);
        DeclaredEntity declared = candidate.Statements.Entities[position];
        return new GateCase
        {
            Lineage = lineage,
            Subject = subject,
            Kind = declared.Kind,
            Name = FindingLimits.Cut(declared.QualifiedNameAndVersion())!,
            Documents = [.. documents, candidate.Describe(position)],
            Advisories = await AdvisoriesAsync(lineage, candidate.Recorded.Sequence, cancellationToken),
            Deadline = cancellationToken,
        };
    }

    private async Task<(ImmutableArray<DescribingDocument>, ImmutableArray<GateInput>)> DocumentsAsync(
        ImmutableArray<int> members, long asOf, CancellationToken cancellationToken)
    {
        ILookup<int, DeclarationRecord> declared =
            await store.Reads.Documents.DeclarationsAsync(members, cancellationToken);
        DeclarationRecord[] describing =
        [
            .. declared.SelectMany(group => group)
                .Where(declaration => declaration.IsDescribed && declaration.Submission <= asOf)
                .DistinctBy(declaration => declaration.Submission)
                .OrderBy(declaration => declaration.Submission)

                // One more than is judged, to tell "exactly as many" from "there are more".
                .Take(GateLimits.Documents + 1),
        ];
        IReadOnlyDictionary<long, SubmissionRecord> submissions = await store.Reads.Submissions.BySequenceAsync(
            describing.Select(declaration => declaration.Submission), cancellationToken);
        ILookup<long, DescribedFile> files = await FilesAsync(members, cancellationToken);
        return (
            [
                .. describing.Select(declaration => (declaration, Submission: submissions[declaration.Submission]))
                    .Select(own => new DescribingDocument(
                        own.Submission.Document,
                        own.declaration.Pointer,
                        own.Submission.Authenticity,
                        own.Submission.Author ?? own.Submission.Poster)
                    {
                        Files = [.. files[own.Submission.Sequence]],
                    }),
            ],
            [
                .. describing.Select(declaration => submissions[declaration.Submission])
                    .Select(own => new GateInput(own.Document, own.MediaType, own.Bundles)),
            ]);
    }

    /// <summary>Bytes that were uploaded since a document declared them count like those that came with it.</summary>
    private async Task<ILookup<long, DescribedFile>> FilesAsync(
        ImmutableArray<int> members, CancellationToken cancellationToken)
    {
        FileRecord[] files =
        [
            .. (await store.Reads.Documents.FilesAsync(members, cancellationToken)).SelectMany(group => group),
        ];
        IReadOnlyDictionary<Digest, long> stored = await store.Reads.Organizations.ArtifactLengthsAsync(
            files.SelectMany(Sha256Of).Distinct(), cancellationToken);
        return files.ToLookup(file => file.Submission, file => new DescribedFile(
            file.Name,
            file.Pointer,
            file.Status is null or DigestStatus.NotAvailable && Sha256Of(file).Any(stored.ContainsKey)
                ? DigestStatus.Match
                : file.Status ?? DigestStatus.NotAvailable));
    }

    private async Task<ImmutableArray<StandingAdvisory>> AdvisoriesAsync(
        LineageGraph lineage, long asOf, CancellationToken cancellationToken) =>
    [
        .. (await store.Reads.Advisories.StandingAsync(asOf, cancellationToken)).Select(advisory =>
        {
            int[] known =
            [
                .. advisory.Subjects.Select(subject => subject.EntityId).OfType<int>().Where(lineage.Has),
            ];
            return new StandingAdvisory(
                advisory.Id,
                advisory.Source,
                [.. known.Select(id => lineage.Resolve(id)).Distinct()],
                IsWhole: known.Length == advisory.Subjects.Length);
        }),
    ];

    private static IEnumerable<Digest> Sha256Of(FileRecord file) => file.Digests
        .Where(digest => digest.Function is HashFunction.Sha256)
        .Select(digest => Digest.Parse(digest.ToString()));
}
