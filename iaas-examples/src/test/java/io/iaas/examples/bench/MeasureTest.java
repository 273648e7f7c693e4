package io.iaas.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private static Measure of(Double... values) {
        return new Measure("time", Measure.MILLIS, List.of(values));
    }

    @Test
    void theMedianIsTheMiddleValueInWhateverOrderTheyCame() {
        assertThat(of(9.0, 1.0, 5.0).median()).isEqualTo(5.0);
        assertThat(of(8.0, 1.0, 2.0, 4.0).median()).isEqualTo(3.0);
        assertThat(of(7.0).median()).isEqualTo(7.0);
    }

    @Test
    void theSmallestAndTheLargestValueAreShown() {
        Measure measure = of(9.0, 1.0, 5.0);

        assertThat(measure.min()).isEqualTo(1.0);
        assertThat(measure.max()).isEqualTo(9.0);
    }

    @Test
    void oneOfFiftyIsBehindThe99thPercentileAndOneOfTwoHundredIsNot() {
        assertThat(withOneSlowOf(50).quantile(0.99)).isEqualTo(1000.0);
        assertThat(withOneSlowOf(200).quantile(0.99)).isEqualTo(1.0);
    }

    private static Measure withOneSlowOf(int count) {
        return new Measure(
                "time",
                Measure.MILLIS,
                IntStream.range(0, count).mapToObj(i -> i == 0 ? 1000.0 : 1.0).toList());
    }

    @Test
    void nothingMeasuredIsNoMeasure() {
        assertThatIllegalArgumentException().isThrownBy(MeasureTest::of).withMessageContaining("time");
    }

    @Test
    void aTargetIsReachedOnItsOwnSideOfTheBound() {
        assertThat(Ratio.atLeast("rate", 300, 300, "/s").reached()).isTrue();
        assertThat(Ratio.atLeast("rate", 299, 300, "/s").reached()).isFalse();
        assertThat(Ratio.atMost("time", 20, 20, "ms").reached()).isTrue();
        assertThat(Ratio.atMost("time", 21, 20, "ms").reached()).isFalse();
        assertThat(Ratio.atMost("time", Double.NaN, 20, "ms").reached()).isFalse();
    }
}
