using System.Text.RegularExpressions;

namespace AiBom.Tidy.Tests;

/// <summary>Sizes, names and words of the source.</summary>
public sealed partial class SourceTests
{
    private const int FileLines = 500;
    private const int MedianLines = 80;
    private const int Columns = 120;
    private const int Timeout = 5_000;

    private static readonly HashSet<string> BannedWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Impl", "Dto",
    };

    /// <summary>A base model is a thing of this domain; a type that ends so is a class made for sharing.</summary>
    private const string BannedEnd = "Base";

    [Fact]
    public void No_file_is_longer_than_its_bound() =>
        Offenders.None(SourceTree.CSharp.Where(file => file.Lines().Length > FileLines));

    [Fact]
    public void Half_of_the_files_fit_on_a_screen()
    {
        int[] lengths = [.. SourceTree.Source.Select(file => file.Lines().Length).Order()];

        Assert.InRange(lengths[lengths.Length / 2], 1, MedianLines);
    }

    [Fact]
    public void No_line_is_wider_than_its_bound() => Offenders.None(
        from file in SourceTree.CSharp
        from line in file.Lines().Index()
        where line.Item.Length > Columns
        select $"{file}:{line.Index + 1}");

    [Fact]
    public void No_type_has_a_name_that_says_nothing() => Offenders.None(
        from file in SourceTree.Source
        from Match declaration in TypeDeclaration().Matches(file.Text())
        let name = declaration.Groups["name"].Value
        where name.EndsWith(BannedEnd, StringComparison.Ordinal)
            || Words().Matches(name).Any(word => BannedWords.Contains(word.Value))
        select $"{file}: {name}");

    [Fact]
    public void There_are_fewer_than_ten_interfaces() => Assert.InRange(
        SourceTree.Source.Sum(file => InterfaceDeclaration().Count(file.Text())), 0, 9);

    [Fact]
    public void No_rule_is_switched_off_by_a_pragma() => Offenders.None(
        SourceTree.CSharp.Where(file => file.Lines()
            .Any(line => line.TrimStart().StartsWith("#pragma warning", StringComparison.Ordinal))));

    [Theory]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    [InlineData("NotImplementedException")]
    public void Nothing_in_the_product_is_left_for_later(string mark) =>
        Offenders.None(SourceTree.Source.Where(file => file.Text().Contains(mark, StringComparison.Ordinal)));

    [Fact]
    public void A_test_is_not_skipped_for_good() => Offenders.None(
        SourceTree.CSharp.Where(file => file.IsUnder("tests") && SkippedForGood().IsMatch(file.Text())));

    [Fact]
    public void No_file_names_a_path_of_one_machine_or_the_host_of_a_registry() => Offenders.None(
        from file in SourceTree.All
        where !file.HasExtension(".dll") && !file.HasExtension(".png")
        from line in file.Lines().Index()
        where MachinePath().IsMatch(line.Item) || RegistryHost().IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}");

    [GeneratedRegex(
        @"\b(?:class|struct|record|interface|enum)\s+(?:class\s+|struct\s+)?(?<name>[A-Z]\w*)",
        RegexOptions.ExplicitCapture,
        Timeout)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("[A-Z][a-z0-9]*", RegexOptions.None, Timeout)]
    private static partial Regex Words();

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|private|file|partial)\s+)+interface\s+[A-Z]", RegexOptions.Multiline, Timeout)]
    private static partial Regex InterfaceDeclaration();

    [GeneratedRegex(@"\[(?:Fact|Theory)\([^\]]*Skip\s*=", RegexOptions.None, Timeout)]
    private static partial Regex SkippedForGood();

    [GeneratedRegex(
        @"(?<![\w.:/}])/(?:home|root|work|Users)/[\w.-]+|\b[A-Z]:\\(?:Users|Windows)\b", RegexOptions.None, Timeout)]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        @"\bapi\.nuget\.org\b|\bregistry\.npmjs\.org\b|\bartifactor[y]\b", RegexOptions.IgnoreCase, Timeout)]
    private static partial Regex RegistryHost();
}
