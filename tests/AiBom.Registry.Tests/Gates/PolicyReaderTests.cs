using System.Text;
using AiBom.Domain;
using AiBom.Registry.Gates;
using AiBom.Testing;

namespace AiBom.Registry.Tests.Gates;

/// <summary>A policy is taken as a whole or not at all.</summary>
public sealed class PolicyReaderTests
{
    private const string Rule = """{"rule":"DIGEST_MISMATCH","mode":"ENFORCE"}""";

    [Fact]
    public void A_policy_is_read_with_its_rules_in_their_order()
    {
        PolicyVersion policy = Read(
            """
            {"version": 2, "id": "ours", "description": "As agreed.", "rules": [
              {"rule": "UPSTREAM_ADVISORY_OPEN", "mode": "REPORT",
               "parameters": {"tooling": true, "possiblyAffected": false}},
              {"rule": "DIGEST_MISMATCH", "mode": "ENFORCE"}]}
            """);

        Assert.Equal(("ours", 2, "As agreed."), (policy.Id, policy.Version, policy.Description));
        Assert.Equal(
            [
                """UPSTREAM_ADVISORY_OPEN Report {"possiblyAffected":false,"tooling":true}""",
                "DIGEST_MISMATCH Enforce {}",
            ],
            policy.Rules.Select(rule => $"{rule.Rule.Code} {rule.Mode} {rule.Parameters}"));
    }

    [Fact]
    public void Its_digest_is_over_the_canonical_form_so_that_blanks_and_order_do_not_count()
    {
        PolicyVersion one = Read($$"""{"id":"a","rules":[{{Rule}}],"version":1}""");
        PolicyVersion other = Read($$""" { "version" : 1, "rules" : [ {{Rule}} ], "id" : "\u0061" } """);

        Assert.Equal(
            """{"id":"a","rules":[{"mode":"ENFORCE","rule":"DIGEST_MISMATCH"}],"version":1}""", one.Document);
        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes(one.Document)), one.Digest);
        Assert.Equal(one.Digest, other.Digest);
        Assert.NotEqual(one.Digest, Read($$"""{"id":"a","rules":[{{Rule}}],"version":2}""").Digest);
    }

    [Theory]
    [InlineData("", "JSON_MALFORMED")]
    [InlineData("{", "JSON_MALFORMED")]
    [InlineData("{} {}", "JSON_MALFORMED")]
    [InlineData("[[[[[[[[[[]]]]]]]]]]", "JSON_MALFORMED")]
    [InlineData("[]", "TYPE_MISMATCH")]
    [InlineData("null", "TYPE_MISMATCH")]
    [InlineData("""{"id":"\ud800","version":1,"rules":[R]}""", "JSON_MALFORMED")]
    [InlineData("""{"\ud800":1}""", "JSON_MALFORMED")]
    [InlineData("{}", "FIELD_MISSING /id, FIELD_MISSING /version")]
    [InlineData("""{"id":"a","version":1}""", "FIELD_MISSING /rules")]
    [InlineData("""{"id":"a","version":1,"ingest":[]}""", "VALUE_INVALID /ingest")]
    [InlineData("""{"id":"a","version":1,"ingest":[R]}""", "RULE_UNKNOWN /ingest/0/rule")]
    [InlineData(
        """{"id":"a","version":1,"rules":[{"rule":"SCHEMA_INVALID","mode":"REPORT"}]}""",
        "RULE_UNKNOWN /rules/0/rule")]
    [InlineData(
        """{"id":"a","version":1,"ingest":[{"rule":"WEAK_DIGEST","mode":"REPORT","parameters":{"x":true}}]}""",
        "MEMBER_UNKNOWN /ingest/0/parameters/x")]
    [InlineData("""{"id":"a","id":"b","version":1,"rules":[R]}""", "JSON_DUPLICATE_NAME /id")]
    [InlineData("""{"id":"a","version":1,"rules":[R],"rulez":[]}""", "MEMBER_UNKNOWN /rulez")]
    [InlineData("""{"id":"a","version":1,"rules":[R],"a/b~":1}""", "MEMBER_UNKNOWN /a~1b~0")]
    [InlineData("""{"id":"A","version":1,"rules":[R]}""", "VALUE_INVALID /id")]
    [InlineData("""{"id":"-a","version":1,"rules":[R]}""", "VALUE_INVALID /id")]
    [InlineData("""{"id":"a/b","version":1,"rules":[R]}""", "VALUE_INVALID /id")]
    [InlineData("""{"id":"","version":1,"rules":[R]}""", "VALUE_INVALID /id")]
    [InlineData("""{"id":7,"version":1,"rules":[R]}""", "VALUE_INVALID /id")]
    [InlineData("""{"id":"a","version":0,"rules":[R]}""", "VALUE_INVALID /version")]
    [InlineData("""{"id":"a","version":1.5,"rules":[R]}""", "VALUE_INVALID /version")]
    [InlineData("""{"id":"a","version":"1","rules":[R]}""", "VALUE_INVALID /version")]
    [InlineData("""{"id":"a","version":99999999999,"rules":[R]}""", "VALUE_INVALID /version")]
    [InlineData("""{"id":"a","version":1,"rules":[]}""", "VALUE_INVALID /rules")]
    [InlineData("""{"id":"a","version":1,"rules":{}}""", "VALUE_INVALID /rules")]
    [InlineData("""{"id":"a","version":1,"rules":[R,R]}""", "RULE_DUPLICATE /rules/1/rule")]
    [InlineData("""{"id":"a","version":1,"rules":[R,7]}""", "TYPE_MISMATCH /rules/1")]
    [InlineData("""{"id":"a","version":1,"rules":[{"rule":"X","mode":"ENFORCE"}]}""", "RULE_UNKNOWN /rules/0/rule")]
    [InlineData(
        """{"id":"a","version":1,"rules":[{"rule":"digest_mismatch","mode":"ENFORCE"}]}""",
        "RULE_UNKNOWN /rules/0/rule")]
    [InlineData(
        """{"id":"a","version":1,"rules":[{"rule":"DIGEST_MISMATCH","mode":"enforce"}]}""",
        "VALUE_INVALID /rules/0/mode")]
    [InlineData(
        """{"id":"a","version":1,"rules":[{"rule":"DIGEST_MISMATCH"}]}""", "FIELD_MISSING /rules/0/mode")]
    [InlineData(
        """{"id":"a","version":1,"rules":[{"rule":"DIGEST_MISMATCH","mode":"REPORT","when":"never"}]}""",
        "MEMBER_UNKNOWN /rules/0/when")]
    [InlineData(
        """{"id":"a","version":1,"rules":[{"rule":"UNTRUSTED_SIGNER","mode":"REPORT","parameters":{"x":1}}]}""",
        "MEMBER_UNKNOWN /rules/0/parameters/x")]
    [InlineData(
        """
        {"id":"a","version":1,"rules":[
          {"rule":"DIGEST_MISMATCH","mode":"REPORT","parameters":{"requireBytes":"yes"}}]}
        """,
        "VALUE_INVALID /rules/0/parameters/requireBytes")]
    public void What_is_not_understood_is_refused_with_its_place(string json, string found) =>
        Assert.Equal(found, Findings(json.Replace("[R", $"[{Rule}", StringComparison.Ordinal)
            .Replace(",R]", $",{Rule}]", StringComparison.Ordinal)));

    [Fact]
    public void A_policy_that_is_too_large_is_not_read() => Assert.Equal(
        "SIZE_EXCEEDED", Findings($$"""{"id":"{{new string('a', PolicyLimits.Bytes)}}"}"""));

    [Fact]
    public void A_hostile_policy_has_a_bounded_report()
    {
        string members = string.Join(',', Enumerable.Range(0, 5_000).Select(number => $"\"{number}\":1"));
        var refused = Assert.IsType<PolicyReading.Refused>(PolicyReader.Read(Encoding.UTF8.GetBytes($"{{{members}}}")));

        Assert.Equal(FindingLimits.PerDocument, refused.Findings.Length);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Assert.IsType<PolicyReading.Refused>(
        PolicyReader.Read(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' }));

    [Fact]
    public void Whatever_byte_of_a_policy_is_changed_it_is_read_or_refused_and_nothing_is_thrown()
    {
        byte[] policy = Encoding.UTF8.GetBytes($$"""{"id":"a","version":1,"rules":[{{Rule}}]}""");
        for (int position = 0; position < policy.Length; position++)
        {
            foreach (byte value in (byte[])[0, (byte)'"', (byte)'\\', (byte)'{', (byte)'9', 0x80, 0xFF])
            {
                byte[] changed = [.. policy];
                changed[position] = value;
                Assert.NotNull(PolicyReader.Read(changed));
                Assert.NotNull(PolicyReader.Read(policy.AsMemory(0, position)));
            }
        }
    }

    [Fact]
    public void The_built_in_policy_is_the_file_of_the_repository_and_enforces_every_built_in_rule()
    {
        PolicyVersion file = Read(File.ReadAllText(Repository.At("schemas/policies/default.json")));

        Assert.Equal(PolicySet.BuiltIn.Single(own => own.Id == PolicySet.Default).Digest, file.Digest);
        Assert.Equal(
            ["DIGEST_MISMATCH", "SIGNATURE_INVALID", "UNTRUSTED_SIGNER", "UPSTREAM_ADVISORY_OPEN"],
            file.Rules.Where(rule => rule.Mode is RuleMode.Enforce).Select(rule => rule.Rule.Code));
    }

    private static PolicyVersion Read(string json) =>
        Assert.IsType<PolicyReading.Read>(PolicyReader.Read(Encoding.UTF8.GetBytes(json))).Policy;

    private static string Findings(string json) => string.Join(
        ", ",
        Assert.IsType<PolicyReading.Refused>(PolicyReader.Read(Encoding.UTF8.GetBytes(json))).Findings
            .Select(finding => $"{finding.Code} {finding.Pointer}".TrimEnd()));
}
