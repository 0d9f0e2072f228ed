using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Domain;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AiBom.Storage.Relational;

/// <summary>An enum as its UPPER_SNAKE name, the same as in the journal and in the schema.</summary>
internal sealed class UpperSnakeConverter<TEnum>()
    : ValueConverter<TEnum, string>(value => UpperSnake<TEnum>.TextOf(value), text => UpperSnake<TEnum>.ValueOf(text))
    where TEnum : struct, Enum;

/// <summary>The two directions of <see cref="UpperSnakeConverter{TEnum}"/>.</summary>
internal static class UpperSnake<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> Texts = Enum.GetValues<TEnum>().ToFrozenDictionary(
        value => value, value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, TEnum> Values = Texts.ToFrozenDictionary(
        pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string TextOf(TEnum value) => Texts[value];

    public static TEnum ValueOf(string text) => Values[text];
}

/// <summary>A digest as its 64 hexadecimal digits.</summary>
internal sealed class DigestConverter() : ValueConverter<Digest, string>(
    digest => digest.Hex,
    hex => Digest.Parse("sha256:" + hex));

/// <summary>A list of digests as their hexadecimal digits with a blank between.</summary>
internal sealed class DigestListConverter() : ValueConverter<ImmutableArray<Digest>, string>(
    digests => string.Join(' ', digests.Select(digest => digest.Hex)),
    text => Parse(text))
{
    private static ImmutableArray<Digest> Parse(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(hex => Digest.Parse("sha256:" + hex))];
}

/// <summary>Compares lists of digests by what they hold.</summary>
internal sealed class DigestListComparer() : ValueComparer<ImmutableArray<Digest>>(
    (left, right) => left.SequenceEqual(right),
    digests => digests.Length,
    digests => digests);

/// <summary>A list of organizations' ids, which have no blanks, with a blank between.</summary>
internal sealed class OrganizationListConverter() : ValueConverter<ImmutableArray<string>, string>(
    ids => string.Join(' ', ids),
    text => Parse(text))
{
    private static ImmutableArray<string> Parse(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}

/// <summary>Compares lists of organizations' ids by what they hold.</summary>
internal sealed class OrganizationListComparer() : ValueComparer<ImmutableArray<string>>(
    (left, right) => left.SequenceEqual(right),
    ids => ids.Length,
    ids => ids);

/// <summary>
/// An instant as its canonical text, for SQLite, which has no type for it: of one length, so that it sorts by time.
/// </summary>
internal sealed class InstantTextConverter() : ValueConverter<DateTimeOffset, string>(
    instant => instant.ToCanonicalText(),
    text => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
