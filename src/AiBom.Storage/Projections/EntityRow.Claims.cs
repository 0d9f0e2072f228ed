using AiBom.Domain;

namespace AiBom.Storage.Projections;

/// <summary>The claims, which the table keeps as three columns each.</summary>
internal sealed partial class EntityRow
{
    public Claimed<string>? PackageUrlClaim
    {
        get => PackageUrl is null ? null : new(PackageUrl, PackageUrlAssurance!.Value, PackageUrlSequence!.Value);
        set => (PackageUrl, PackageUrlAssurance, PackageUrlSequence) =
            (value?.Value, value?.Assurance, value?.Sequence);
    }

    public Claimed<string>? DescriptionClaim
    {
        get => Description is null ? null : new(Description, DescriptionAssurance!.Value, DescriptionSequence!.Value);
        set => (Description, DescriptionAssurance, DescriptionSequence) =
            (value?.Value, value?.Assurance, value?.Sequence);
    }

    public Claimed<DateTimeOffset>? CreatedClaim
    {
        get => Of(Created, CreatedAssurance, CreatedSequence);
        set => (Created, CreatedAssurance, CreatedSequence) = (value?.Value, value?.Assurance, value?.Sequence);
    }

    public Claimed<Completeness>? AncestorsClaim
    {
        get => Of(Ancestors, AncestorsAssurance, AncestorsSequence);
        set => (Ancestors, AncestorsAssurance, AncestorsSequence) = (value?.Value, value?.Assurance, value?.Sequence);
    }

    public Claimed<Completeness>? TrainingDataClaim
    {
        get => Of(TrainingData, TrainingDataAssurance, TrainingDataSequence);
        set => (TrainingData, TrainingDataAssurance, TrainingDataSequence) =
            (value?.Value, value?.Assurance, value?.Sequence);
    }

    public Claimed<Completeness>? LabelsClaim
    {
        get => Of(Labels, LabelsAssurance, LabelsSequence);
        set => (Labels, LabelsAssurance, LabelsSequence) = (value?.Value, value?.Assurance, value?.Sequence);
    }

    public EntityFacts ToFacts() =>
        new(Id, Kind, Scheme, CreatedClaim, AncestorsClaim, TrainingDataClaim, IsDescribed);

    /// <summary>Takes what a document says of the entity, wherever it is the better claim.</summary>
    public void Merge(DeclaredEntity declared, Assurance assurance, long sequence)
    {
        IsDescribed |= declared.IsDescribed;
        MergeName(declared, assurance, sequence);
        PackageUrlClaim = Claimed.Better(PackageUrlClaim, Claim(declared.PackageUrl));
        DescriptionClaim = Claimed.Better(DescriptionClaim, Claim(declared.Description));
        if (declared.Created is { } created)
        {
            CreatedClaim = Claimed.Better(
                CreatedClaim, new Claimed<DateTimeOffset>(created.Truncate(), assurance, sequence));
        }

        foreach (CompletenessClaim claim in declared.Completeness)
        {
            Merge(claim.Relation, new Claimed<Completeness>(claim.Completeness, assurance, sequence));
        }

        Claimed<string>? Claim(string? text) =>
            string.IsNullOrEmpty(text) ? null : new Claimed<string>(text, assurance, sequence);
    }

    /// <summary>Whether a claim that counts came with one of these submissions.</summary>
    public bool RestsOn(IReadOnlySet<long> submissions) => new[]
        {
            NameSequence,
            PackageUrlSequence,
            DescriptionSequence,
            CreatedSequence,
            AncestorsSequence,
            TrainingDataSequence,
            LabelsSequence,
        }.Any(sequence => sequence is { } brought && submissions.Contains(brought));

    /// <summary>Drops every claim, for all of them to be merged again in order.</summary>
    public void ForgetClaims()
    {
        (IsDescribed, IsNameDescribed) = (false, false);
        (Group, Name, Version, NameAssurance, NameSequence) = (null, "", null, null, null);
        (PackageUrlClaim, DescriptionClaim, CreatedClaim) = (null, null, null);
        (AncestorsClaim, TrainingDataClaim, LabelsClaim) = (null, null, null);
    }

    private static Claimed<T>? Of<T>(T? value, Assurance? assurance, long? sequence)
        where T : struct => value is { } claim ? new(claim, assurance!.Value, sequence!.Value) : null;

    /// <summary>
    /// Kind, group, name and version go together, or they would name something that nobody named. Of two equally proved
    /// claims that of a document which describes the entity is better than that of one which only refers to it.
    /// </summary>
    private void MergeName(DeclaredEntity declared, Assurance assurance, long sequence)
    {
        bool isNew = NameAssurance is null;
        bool isBetter = declared.Name.Length > 0
            && (assurance, declared.IsDescribed, sequence)
                .CompareTo((NameAssurance ?? default, IsNameDescribed, NameSequence ?? 0)) > 0;
        if (isNew || isBetter)
        {
            (Kind, Group, Name, Version) = (declared.Kind, declared.Group, declared.Name, declared.Version);
        }

        if (isBetter)
        {
            (NameAssurance, IsNameDescribed, NameSequence) = (assurance, declared.IsDescribed, sequence);
        }
    }

    private void Merge(CompletenessRelation relation, Claimed<Completeness> claim)
    {
        switch (relation)
        {
            case CompletenessRelation.Ancestors:
                AncestorsClaim = Claimed.Worse(AncestorsClaim, claim);
                break;
            case CompletenessRelation.TrainingData:
                TrainingDataClaim = Claimed.Worse(TrainingDataClaim, claim);
                break;
            case CompletenessRelation.Labels:
                LabelsClaim = Claimed.Worse(LabelsClaim, claim);
                break;
        }
    }
}
