namespace AiBom.Domain.Tests;

public sealed class HubIdentityTests
{
    private const string Commit = "a09a35458c702b33eeacc393d103063234e8bc28";

    /// <summary>Every spelling that was seen for a model or dataset, and the one that is compared.</summary>
    [Theory]
    [InlineData("pkg:huggingface/Qwen/Qwen-7B@" + Commit, "pkg:huggingface/Qwen/Qwen-7B@" + Commit)]
    [InlineData("pkg:huggingface/Qwen%2FQwen-7B@" + Commit, "pkg:huggingface/Qwen/Qwen-7B@" + Commit)]
    [InlineData("pkg:huggingface/Qwen/Qwen-7B@A09A35458C702B33EEACC393D103063234E8BC28",
        "pkg:huggingface/Qwen/Qwen-7B@" + Commit)]
    [InlineData("pkg:huggingface/Qwen/Qwen-7B@" + Commit + "?repository_url=https://huggingface.co",
        "pkg:huggingface/Qwen/Qwen-7B@" + Commit)]
    [InlineData("pkg:huggingface/Qwen/Qwen-7B@" + Commit + "?repository_url=hf.co&vcs_url=x",
        "pkg:huggingface/Qwen/Qwen-7B@" + Commit)]
    [InlineData("pkg:huggingface/gpt2@" + Commit, "pkg:huggingface/gpt2@" + Commit)]
    [InlineData("pkg:huggingface/Qwen/Qwen-7B@ef3c5c9", "pkg:huggingface/Qwen/Qwen-7B@ef3c5c9")]
    [InlineData("pkg:huggingface/snorkelai/Snorkel-Mistral-PairRM-DPO@07af5d0a",
        "pkg:huggingface/snorkelai/Snorkel-Mistral-PairRM-DPO@07af5d0a")]
    [InlineData("pkg:huggingface/tencent/HunyuanWorld-Voyager@1.0", "pkg:huggingface/tencent/HunyuanWorld-Voyager")]
    [InlineData("pkg:huggingface/test-org%2Ftest-model@1.0", "pkg:huggingface/test-org/test-model")]
    [InlineData("pkg:huggingface/a/b@main", "pkg:huggingface/a/b")]
    [InlineData("pkg:huggingface/a/b@master", "pkg:huggingface/a/b")]
    [InlineData("pkg:huggingface/a/b@latest", "pkg:huggingface/a/b")]
    [InlineData("pkg:huggingface/a/b@v1", "pkg:huggingface/a/b")]
    [InlineData("pkg:huggingface/a/b@1730000000", "pkg:huggingface/a/b")]
    [InlineData("pkg:huggingface/a/b@20241025", "pkg:huggingface/a/b")]
    [InlineData("pkg:huggingface/a/b@refs%2Fpr%2F1", "pkg:huggingface/a/b")]
    [InlineData("pkg:huggingface/a/b@2.1.0", "pkg:huggingface/a/b@2.1.0")]
    [InlineData("pkg:huggingface/Qwen/Qwen3-8B-GGUF@7c41481f57cb95916b40956ab2f0b139b296d974#Qwen3-8B-Q4_K_M.gguf",
        "pkg:huggingface/Qwen/Qwen3-8B-GGUF@7c41481f57cb95916b40956ab2f0b139b296d974#Qwen3-8B-Q4_K_M.gguf")]
    [InlineData("pkg:huggingface/a/b@" + Commit + "?repository_url=https%3A%2F%2FHub.Example%2Fmodels",
        "pkg:huggingface/a/b@" + Commit + "?repository_url=https%3A%2F%2Fhub.example")]
    [InlineData("pkg:huggingface/datasets/openbmb/UltraFeedback@" + Commit,
        "pkg:huggingface/datasets/openbmb/UltraFeedback@" + Commit)]
    [InlineData("pkg:huggingface/datasets/squad", "pkg:huggingface/datasets/squad")]
    [InlineData("pkg:huggingface/a/b?repository_url=https%3A%2F%2Fhuggingface.co%2Fdatasets",
        "pkg:huggingface/datasets/a/b")]
    [InlineData("pkg:huggingface-dataset/nvidia/Granary@1.0", "pkg:huggingface/datasets/nvidia/Granary")]
    [InlineData("pkg:huggingface-dataset/nvidia/Granary@" + Commit,
        "pkg:huggingface/datasets/nvidia/Granary@" + Commit)]
    [InlineData("pkg:dataset/a/b@" + Commit + "?repository_url=https://huggingface.co/datasets",
        "pkg:huggingface/datasets/a/b@" + Commit)]
    [InlineData("pkg:dataset/a/b@1.0", "pkg:dataset/a/b")]
    [InlineData("pkg:pytorch/a/b@1.0", "pkg:pytorch/a/b")]
    [InlineData("pkg:github/OpenAI/Whisper@V20231117", "pkg:github/openai/whisper@V20231117")]
    [InlineData("pkg:mlflow/Credit@3?model_uuid=x&repository_url=https%3A%2F%2Fadb-1.azuredatabricks.net",
        "pkg:mlflow/credit@3?repository_url=https%3A%2F%2Fadb-1.azuredatabricks.net")]
    [InlineData("pkg:mlflow/Credit@1.0?repository_url=https://ml.azure.example/x",
        "pkg:mlflow/Credit@1.0?repository_url=https%3A%2F%2Fml.azure.example%2Fx")]
    [InlineData("pkg:mlflow/Credit@3", "pkg:mlflow/Credit@3")]
    [InlineData("pkg:deb/debian/curl@7?distro=12&Arch=i386&x=", "pkg:deb/debian/curl@7?arch=i386&distro=12")]
    public void A_package_url_has_one_spelling(string written, string expected)
    {
        Assert.True(PackageUrl.TryParse(written, out PackageUrl? url));
        string normalized = url.Normalized(declared: null).ToString();
        Assert.Equal(expected, normalized);

        Assert.True(PackageUrl.TryParse(normalized, out PackageUrl? again));
        Assert.Equal(expected, again.Normalized(declared: null).ToString());
    }

    [Theory]
    [InlineData("https://huggingface.co/Qwen/Qwen2.5-7B", "Model Qwen/Qwen2.5-7B None")]
    [InlineData("http://www.huggingface.co/Qwen/Qwen2.5-7B/", "Model Qwen/Qwen2.5-7B None")]
    [InlineData("https://hf.co/Qwen/Qwen2.5-7B", "Model Qwen/Qwen2.5-7B None")]
    [InlineData("huggingface.co/Qwen/Qwen2.5-7B", "Model Qwen/Qwen2.5-7B None")]
    [InlineData("git+https://huggingface.co/Qwen/Qwen2.5-7B.git", "Model Qwen/Qwen2.5-7B None")]
    [InlineData("https://huggingface.co/a/b/tree/main", "Model a/b None main")]
    [InlineData("https://huggingface.co/a/b/tree/" + Commit, "Model a/b Commit " + Commit)]
    [InlineData("https://huggingface.co/a/b/commit/EF3C5C9", "Model a/b ShortCommit ef3c5c9")]
    [InlineData("https://huggingface.co/a/b/tree/refs%2Fpr%2F1", "Model a/b None refs/pr/1")]
    [InlineData("https://huggingface.co/Qwen/Qwen-7B/blob/main/model-00001-of-00008.safetensors?download=true",
        "Model Qwen/Qwen-7B None main model-00001-of-00008.safetensors")]
    [InlineData("https://huggingface.co/a/b/resolve/" + Commit + "/x/y.bin", "Model a/b Commit " + Commit + " x/y.bin")]
    [InlineData("https://huggingface.co/gpt2/tree/main", "Model gpt2 None main")]
    [InlineData("https://huggingface.co/datasets/openbmb/UltraFeedback", "Dataset openbmb/UltraFeedback None")]
    [InlineData("https://huggingface.co/datasets/a/b/tree/v2.0", "Dataset a/b Release v2.0")]
    [InlineData("https://huggingface.co/api/models/a/b/revision/" + Commit, "Model a/b Commit " + Commit)]
    [InlineData("https://huggingface.co/api/datasets/a/b", "Dataset a/b None")]
    [InlineData("hf://a/b@" + Commit + "/c.bin", "Model a/b Commit " + Commit + " c.bin")]
    [InlineData("hf://datasets/a/b", "Dataset a/b None")]
    [InlineData("https://github.com/OpenAI/Whisper", "any openai/whisper None")]
    [InlineData("https://github.com/o/w/tree/" + Commit, "any o/w Commit " + Commit)]
    [InlineData("https://github.com/o/w/releases/tag/v3.0", "any o/w Release v3.0")]
    public void A_link_is_read(string link, string expected)
    {
        Assert.True(HubIdentity.TryReadLink(link, out HubIdentity? place));
        string[] said =
        [
            place.Kind?.ToString() ?? "any", place.Repository, $"{place.Revision}",
            place.Version ?? "", place.Path ?? "",
        ];
        Assert.Equal(expected, string.Join(' ', said.Where(part => part.Length > 0)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://huggingface.co")]
    [InlineData("https://huggingface.co/")]
    [InlineData("https://huggingface.co/tencent")]
    [InlineData("https://huggingface.co/datasets/nvidia")]
    [InlineData("https://huggingface.co/spaces/HuggingFaceH4/open_llm_leaderboard")]
    [InlineData("https://huggingface.co/docs/hub/models")]
    [InlineData("https://huggingface.co/a/b/discussions/1")]
    [InlineData("https://huggingface.co.evil.example/a/b")]
    [InlineData("https://evil.example/huggingface.co/a/b")]
    [InlineData("https://example.com/a/b")]
    [InlineData("javascript:alert(1)")]
    [InlineData("hf://")]
    public void What_names_no_repository_is_not_read(string? link) =>
        Assert.False(HubIdentity.TryReadLink(link, out _));

    [Fact]
    public void A_model_and_a_dataset_of_one_name_are_two_things()
    {
        DeclaredEntity model = Entity("pkg:huggingface/openbmb/UltraFeedback@" + Commit);

        Assert.Equal("pkg:huggingface/openbmb/UltraFeedback@" + Commit, KeyOf(model));
        Assert.Equal(
            "pkg:huggingface/datasets/openbmb/UltraFeedback@" + Commit,
            KeyOf(model with { Kind = EntityKind.Dataset }));
    }

    /// <summary>The spellings of one dataset at one commit are one key.</summary>
    [Fact]
    public void All_spellings_of_one_dataset_are_one_key()
    {
        DeclaredEntity[] spellings =
        [
            Entity("pkg:huggingface/ns/n@" + Commit),
            Entity("pkg:huggingface/datasets/ns/n@" + Commit),
            Entity("pkg:huggingface/datasets%2Fns%2Fn@" + Commit.ToUpperInvariant()),
            Entity("pkg:huggingface/ns/n@" + Commit + "?repository_url=https%3A%2F%2Fhuggingface.co%2Fdatasets"),
            Entity("pkg:huggingface-dataset/ns/n@" + Commit),
            Entity("pkg:huggingface/ns/n@1.0") with { Version = Commit },
            Entity(null) with { HubLink = "https://huggingface.co/datasets/ns/n/tree/" + Commit },
            Entity(null) with { HubLink = "hf://datasets/ns/n", Version = Commit },
        ];

        Assert.Equal(
            ["pkg:huggingface/datasets/ns/n@" + Commit],
            spellings.Select(one => KeyOf(one with { Kind = EntityKind.Dataset })).Distinct());
    }

    [Fact]
    public void The_beginning_of_a_commit_is_a_weaker_key_and_case_of_names_is_kept()
    {
        IdentityKey key = Entity("pkg:huggingface/Org/Name@EF3C5C9").Keys("aurora", Digest.Of("x"u8)).Single();

        Assert.Equal((IdentityScheme.ShortCommit, "pkg:huggingface/Org/Name@ef3c5c9"), (key.Scheme, key.Text));
        Assert.NotEqual(key.Text, KeyOf(Entity("pkg:huggingface/org/name@ef3c5c9")));
        Assert.True(IdentityKey.TryParse(key.Text, out IdentityKey read));
        Assert.Equal(key, read);
    }

    [Theory]
    [InlineData("pkg:huggingface/ns/n", "7.5")]
    [InlineData("pkg:huggingface/ns/n", "20241025")]
    [InlineData("pkg:huggingface/ns/n@main", "main")]
    [InlineData(null, Commit)]
    [InlineData("pkg:generic/ns/n@", Commit)]
    public void Without_a_repository_and_a_commit_there_is_only_the_name(string? packageUrl, string version) =>
        Assert.StartsWith("name:", KeyOf(Entity(packageUrl) with { Version = version }), StringComparison.Ordinal);

    [Fact]
    public void The_revision_of_the_package_url_goes_before_the_version_beside_it() => Assert.Equal(
        "pkg:huggingface/ns/n@" + Commit,
        KeyOf(Entity("pkg:huggingface/ns/n@" + Commit) with { Version = new string('b', 40) }));

    [Theory]
    [InlineData("pkg:huggingface/a/b", null)]
    [InlineData("pkg:huggingface/datasets/a/b", EntityKind.Dataset)]
    [InlineData("pkg:dataset/a", EntityKind.Dataset)]
    [InlineData("pkg:pytorch/a", EntityKind.Model)]
    [InlineData("pkg:mlflow/a?repository_url=https://x.example", EntityKind.Model)]
    [InlineData("pkg:pypi/torch", null)]
    public void The_spelling_may_say_what_it_is(string packageUrl, EntityKind? expected)
    {
        Assert.True(PackageUrl.TryParse(packageUrl, out PackageUrl? url));
        Assert.Equal(expected, HubIdentity.KindOf(url));
    }

    [Fact]
    public void Any_text_is_read_without_harm()
    {
        var dice = new Random(5);
        string[] parts =
        [
            "https://", "hf://", "huggingface.co", "/", "datasets", "@", "%2F", "%", "tree", "..", "a", "é",
            "pkg:huggingface/", "?repository_url=", "#", ":", "api/models", "\0", new string('x', 3_000),
        ];
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, dice.Next(8)).Select(_ => parts[dice.Next(parts.Length)]));
            _ = HubIdentity.TryReadLink(text, out _);
            if (PackageUrl.TryParse(text, out PackageUrl? url))
            {
                string once = url.Normalized(null).ToString();
                Assert.True(PackageUrl.TryParse(once, out PackageUrl? again), once);
                Assert.Equal(once, again.Normalized(null).ToString());
            }
        }
    }

    private static DeclaredEntity Entity(string? packageUrl) =>
        new() { Kind = EntityKind.Model, Pointer = "/x", Name = "n", PackageUrl = packageUrl };

    private static string KeyOf(DeclaredEntity entity) => entity.Keys("aurora", Digest.Of("x"u8)).Single().Text;
}
