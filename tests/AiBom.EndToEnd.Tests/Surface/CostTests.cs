using System.Collections.Immutable;
using System.Globalization;
using AiBom.GraphQL.Execution;
using AiBom.Server.Schema;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>The heaviest question of this service has to fit the bounds that nobody has changed.</summary>
public sealed class CostTests
{
    private const string Entity =
        """
        qualifiedName kind keys
        organizations { role name organization { organizationId displayName } }
        documents { pointer isDescribed aibom { document recordedAt authenticity } }
        """;

    private const string Claims =
        """
        claims {
          claimedBy assurance aibom { document sequence }
          evidence { kind author { organizationId } attestation { predicateType recordedAt } }
        }
        """;

    private const string Exposure =
        "exposure deployment { deploymentId environment owner } models { exposure model { qualifiedName } }";

    [Theory]
    [InlineData("", true)]
    [InlineData("(first: 1000)", false)]
    public void All_connections_of_an_impact_can_be_asked_at_once_at_the_default_page(string page, bool isAdmitted)
    {
        var engine = new GraphQLEngine(AibomSchema.Build());
        PreparedOperation prepared = engine.Prepare(QueryWith(page));
        Assert.True(prepared.IsOk, prepared.Errors.FirstOrDefault()?.Message);

        RequestCost cost = engine.Price(prepared.Plan, default, out ImmutableArray<ResponseError> errors)!;

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"affected{page} … costs {cost.Cost:N0} of {cost.MaxCost:N0}"));
        Assert.Equal(isAdmitted, errors.IsEmpty);
        Assert.Equal(isAdmitted, cost.Cost <= cost.MaxCost);
    }

    private static string QueryWith(string page) =>
        $$"""
        {
          impact(advisory: "ADV-1") {
            ... on Impact {
              at resultDigest warnings
              seeds { {{Entity}} }
              affected{{page}} {
                nodes { distance assurance entity { {{Entity}} } path { kind to { qualifiedName } {{Claims}} } }
              }
              possiblyAffected{{page}} { nodes { reasons entity { {{Entity}} } via { qualifiedName } } }
              evaluationOnly{{page}} { nodes { from { {{Entity}} } to { {{Entity}} } {{Claims}} } }
              successorHints{{page}} { nodes { from { {{Entity}} } to { {{Entity}} } {{Claims}} } }
              excludedByAssurance{{page}} { nodes { {{Entity}} } }
              deployments{{page}} { nodes { {{Exposure}} } }
              possiblyAffectedDeployments{{page}} { nodes { {{Exposure}} } }
              notAffectedDeployments{{page}} { nodes { {{Exposure}} } }
              pastExposure{{page}} {
                nodes { from until model { {{Entity}} } deployment { deploymentId environment owner } }
              }
              completeness { isComplete sequence unknownParents{{page}} { nodes { {{Entity}} } } }
            }
          }
        }
        """;
}
