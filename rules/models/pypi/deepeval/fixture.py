"""Every row of the pack."""

from deepeval import assert_test, evaluate
from deepeval.metrics import FaithfulnessMetric, GEval
from deepeval.test_case import LLMTestCase


async def judge(question: str, answer: str) -> list:
    case = LLMTestCase(input=question, actual_output=answer)
    metric = FaithfulnessMetric(threshold=0.8)
    assert_test(case, [metric])
    return [metric.measure(case), await GEval(name="kind", criteria="Is it kind?").a_measure(case), evaluate([case], [metric])]
