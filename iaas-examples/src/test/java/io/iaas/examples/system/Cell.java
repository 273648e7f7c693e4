package io.iaas.examples.system;

import io.iaas.operation.OperationState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One fault: what runs, where it is stopped, and what becomes of the operation after a kill there and a restart.
 *
 * @param script what runs
 * @param moment where it is stopped
 * @param phase what libvirt knows then
 * @param cancelAt the moment at which somebody cancels the operation before that
 * @param end how the operation ends
 */
record Cell(Script script, Moment moment, Stop.Phase phase, Optional<Moment> cancelAt, OperationState end) {
    private static final List<Stop.Phase> ALL = List.of(Stop.Phase.values());
    private static final List<Stop.Phase> ONLY_BEFORE = List.of(Stop.Phase.BEFORE);
    private static final List<Stop.Phase> ON_THE_WAY = List.of(Stop.Phase.BEFORE, Stop.Phase.IN_FLIGHT);
    private static final List<Stop.Phase> ONLY_AFTER = List.of(Stop.Phase.AFTER);
    private static final String DISK = "-disk0";
    private static final String SEED = "-seed";
    private static final String CONSOLE = "-console";
    private static final String ROTATED = "-console.0";
    private static final String IMAGE = "-image-";
    /** Of some 70 pieces of the Linux guest's image. */
    private static final int MIDDLE = 30;

    /** Cells that are hit at once: together, every effect of every step on libvirt, and the moments between. */
    enum Group {
        CREATES(Cell::creates),
        UNDOS_OF_CREATES(Cell::undosOfCreates),
        DELETES(() -> Stream.concat(deletes(), undosOfDeletes())),
        IMAGES(() -> Stream.concat(imports(), undosOfImports()));

        private final Supplier<Stream<Cell>> cells;

        Group(Supplier<Stream<Cell>> cells) {
            this.cells = cells;
        }

        List<Cell> cells() {
            return cells.get().toList();
        }
    }

    private static Stream<Cell> creates() {
        return Stream.of(
                        // Placed, and nothing made.
                        ends(Script.CREATE, ONLY_BEFORE, Moment.findVolume(DISK)),
                        ends(
                                Script.CREATE,
                                ALL,
                                Moment.createVolume(DISK),
                                Moment.createVolume(SEED),
                                Moment.createVolume(CONSOLE),
                                Moment.createVolume(ROTATED),
                                Moment.define(),
                                Moment.start()),
                        ends(Script.CREATE, ON_THE_WAY, Moment.piece(SEED, 1)),
                        ends(Script.CREATE, ONLY_AFTER, Moment.end(SEED)),
                        // Waits for the guest.
                        ends(Script.CREATE, ONLY_BEFORE, Moment.lookAtConsole()))
                .flatMap(cells -> cells);
    }

    private static Stream<Cell> undosOfCreates() {
        return cells(
                Script.CREATE_THAT_FAILS,
                OperationState.ROLLED_BACK,
                ALL,
                Moment.destroy(),
                Moment.undefine(),
                Moment.deleteVolume(ROTATED),
                Moment.secondDelete(CONSOLE),
                Moment.deleteVolume(SEED),
                Moment.deleteVolume(DISK));
    }

    private static Stream<Cell> deletes() {
        return ends(
                Script.DELETE,
                ALL,
                Moment.destroy(),
                Moment.undefine(),
                Moment.deleteVolume(DISK),
                Moment.deleteVolume(SEED),
                Moment.deleteVolume(ROTATED),
                Moment.secondDelete(CONSOLE));
    }

    /** The machine's power is cut when somebody thinks better of it; its undo starts it for the second time. */
    private static Stream<Cell> undosOfDeletes() {
        return ALL.stream()
                .map(phase -> new Cell(
                        Script.DELETE,
                        Moment.start(),
                        phase,
                        Optional.of(Moment.destroy()),
                        OperationState.ROLLED_BACK));
    }

    private static Stream<Cell> imports() {
        return Stream.of(
                        ends(Script.IMPORT, ALL, Moment.createVolume(IMAGE)),
                        ends(Script.IMPORT, ON_THE_WAY, Moment.piece(IMAGE, MIDDLE)),
                        ends(Script.IMPORT, ONLY_AFTER, Moment.end(IMAGE)),
                        ends(Script.DELETE_IMAGE, ALL, Moment.deleteVolume(IMAGE)))
                .flatMap(cells -> cells);
    }

    private static Stream<Cell> undosOfImports() {
        return cells(Script.IMPORT_THAT_FAILS, OperationState.ROLLED_BACK, ALL, Moment.deleteVolume(IMAGE));
    }

    private static Stream<Cell> ends(Script script, List<Stop.Phase> phases, Moment... moments) {
        return cells(script, OperationState.SUCCEEDED, phases, moments);
    }

    private static Stream<Cell> cells(Script script, OperationState end, List<Stop.Phase> phases, Moment... moments) {
        return Arrays.stream(moments)
                .flatMap(
                        moment -> phases.stream().map(phase -> new Cell(script, moment, phase, Optional.empty(), end)));
    }

    @Override
    public String toString() {
        return script + " " + phase + " " + moment
                + cancelAt.map(at -> ", cancelled at " + at).orElse("");
    }
}
