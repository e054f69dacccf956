// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import net.bytebuddy.asm.Advice.ArgumentHandler;
import net.bytebuddy.asm.Advice.OffsetMapping;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Fills one slot of the template with what a weaving asks for. Immutable. */
final class SlotMapping implements OffsetMapping {

    private static final TypeDescription.Generic OBJECT =
            TypeDescription.ForLoadedType.of(Object.class).asGenericType();

    private final int value;

    SlotMapping(int value) {
        this.value = value;
    }

    @Override
    public Target resolve(
            TypeDescription type, MethodDescription method, Assigner assigner, ArgumentHandler arguments, Sort sort) {
        if (value == Weaving.ALL_ARGUMENTS) {
            return new OffsetMapping.ForAllArguments(OBJECT, true, Assigner.Typing.DYNAMIC, false, true)
                    .resolve(type, method, assigner, arguments, sort);
        }
        if (value == Weaving.THIS) {
            return new OffsetMapping.ForThisReference(OBJECT, true, Assigner.Typing.DYNAMIC, true)
                    .resolve(type, method, assigner, arguments, sort);
        }
        if (value == Weaving.RESULT) {
            return new OffsetMapping.ForReturnValue(OBJECT, true, Assigner.Typing.DYNAMIC)
                    .resolve(type, method, assigner, arguments, sort);
        }
        if (value == Weaving.NOTHING) {
            return new Target.ForDefaultValue.ReadOnly(OBJECT);
        }
        ParameterDescription parameter = method.getParameters().get(value);
        return new Target.ForVariable.ReadOnly(
                parameter.getType(),
                arguments.argument(parameter.getOffset()),
                assigner.assign(parameter.getType(), OBJECT, Assigner.Typing.DYNAMIC));
    }
}
